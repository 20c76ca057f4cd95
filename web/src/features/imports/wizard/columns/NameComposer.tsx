import { useEffect, useState } from 'react';
import { Button, Group, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '@/api/objects';
import { composed, unknownParts } from '../../model/compose';
import type { ImportState } from '../../model/types';
import type { StepProps } from '../ImportPage';
import wizard from '../wizard.module.css';
import classes from './columns.module.css';

interface NameComposerProps extends StepProps {
  onCompose: (compose: Record<string, string>) => void;
}

/** A file without a column for the name: put the name together from other columns. */
export function NameComposer({ state, object, onCompose }: NameComposerProps) {
  const { t } = useTranslation('imports');
  const title = fieldOf(object, object.title_field);
  const saved = state.options.compose?.[object.title_field] ?? '';
  const [typed, setTyped] = useState(saved);
  useEffect(() => setTyped(saved), [saved]);
  if (!title || state.mapping.some((one) => one.field === title.name)) return null;

  const columns = state.columns.map((column) => column.name);
  const unknown = unknownParts(typed, columns);
  const example = composed(typed, exampleRow(state));
  const commit = (text: string) => text !== saved && !unknownParts(text, columns).length && onCompose({ [title.name]: text });
  const add = (column: string) => {
    const next = typed ? `${typed} – {${column}}` : `{${column}}`;
    setTyped(next);
    commit(next);
  };

  return (
    <section className={wizard.card} style={{ marginBottom: 16, padding: 16 }}>
      <TextInput
        label={t('compose.label', { field: title.label })}
        description={t('compose.text')}
        placeholder={t('compose.placeholder')}
        value={typed}
        error={unknown.length ? t('compose.unknown', { part: unknown[0] }) : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => commit(typed.trim())}
        onKeyDown={(event) => event.key === 'Enter' && commit(typed.trim())}
      />
      <Group gap={6} mt={8} role="group" aria-label={t('compose.add')}>
        {columns.map((column) => (
          <Button key={column} size="compact-xs" variant="default" fw={500} onClick={() => add(column)}>
            + {column}
          </Button>
        ))}
      </Group>
      {example && !unknown.length && (
        <Text size="sm" mt={12} className={classes.example}>
          {t('compose.example')} <strong>{example}</strong>
        </Text>
      )}
    </section>
  );
}

function exampleRow(state: ImportState): Record<string, string> {
  return Object.fromEntries(state.columns.map((column) => [column.name, column.samples.find(Boolean) ?? '']));
}
