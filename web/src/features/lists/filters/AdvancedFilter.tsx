import { useState } from 'react';
import { Anchor, Button, Code, Group, Popover, Stack, Text } from '@mantine/core';
import { IconCode } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { ExpressionInput } from '@/ui/expressions';
import { useSentence } from '@/ui/useSentence';
import classes from './Filters.module.css';

export interface AdvancedFilterProps {
  /** Whose records are listed. */
  object: string;
  filter: string;
  /** The condition is more than the bar can draw: show it as one chip. */
  drawn: boolean;
  /** The server's refusal of this very condition. */
  error: unknown;
  onChange: (filter: string) => void;
}

const EXAMPLE = 'amount > 1000 && (owner == me || account.name.contains("Acme"))';

/** The condition language itself, for whatever chips cannot say. */
export function AdvancedFilter({ object, filter, drawn, error, onChange }: AdvancedFilterProps) {
  const { t } = useTranslation('lists');
  const sentence = useSentence();
  const refused = isProblem(error) && (error.field === 'filter' || error.errors.some((one) => one.field === 'filter') || /filter|expression|condition/.test(error.code));
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState(filter);
  const open = () => {
    setText(filter);
    setOpened(!opened);
  };
  const apply = () => onChange(text.trim());

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" returnFocus trapFocus>
      <Popover.Target>
        {drawn ? (
          <Button variant="subtle" color="gray" size="compact-sm" h={28} px={8} fw={500} className={classes.advanced} leftSection={<IconCode size={14} />} onClick={open}>
            {t('filters.advanced')}
          </Button>
        ) : (
          <button type="button" className={classes.chip} data-wrong={refused || undefined} onClick={open}>
            <IconCode size={14} aria-hidden />
            <span className={`${classes.cel} truncate`}>{filter}</span>
          </button>
        )}
      </Popover.Target>
      <Popover.Dropdown p={12}>
        <Stack gap={10} w="min(440px, calc(100vw - 56px))">
          <ExpressionInput
            autoFocus
            object={object}
            purpose="condition"
            label={t('filters.advancedTitle')}
            value={text}
            error={refused && text.trim() === filter ? sentence(error) : undefined}
            onChange={setText}
            onSubmit={apply}
          />
          <Text size="xs" c="dimmed">
            {t('filters.advancedHelp')}{' '}
            <Anchor component="button" type="button" fz="xs" onClick={() => setText(EXAMPLE)}>
              <Code fz={11}>{EXAMPLE}</Code>
            </Anchor>
          </Text>
          <Group justify="space-between">
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onChange('')} disabled={!filter}>{t('filters.clear')}</Button>
            <Button size="compact-sm" px={12} onClick={apply}>{t('filters.apply')}</Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
