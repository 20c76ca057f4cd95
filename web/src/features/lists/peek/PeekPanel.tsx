import { useMemo } from 'react';
import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '@/api/objects';
import { useRecord } from '@/api/records';
import type { ObjectMeta } from '@/api/types';
import { shapedMeta } from '@/features/layouts/shape';
import { useRecordLayout } from '@/features/layouts/useRecordLayout';
import { FieldValue } from '@/ui/fields/FieldValue';
import { InlineField } from '@/ui/fields/InlineField';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import classes from './PeekPanel.module.css';

export interface PeekPanelProps {
  object: ObjectMeta;
  id: string;
  onClose: () => void;
  /** To the record above or below in the list. */
  onStep: ((by: 1 | -1) => void) | null;
}

const NOTHING = {};

/** A record beside the list: read it, mend it, go on with the next. */
export function PeekPanel({ object: whole, id, onClose, onStep }: PeekPanelProps) {
  const { t } = useTranslation('lists');
  const { data: record, error, refetch } = useRecord(whole.name, id);
  const { shape } = useRecordLayout(whole.name, { id, version: record?.version, values: NOTHING });
  const object = useMemo(() => (shape ? shapedMeta(whole, shape) : whole), [whole, shape]);
  const header = object.layouts.header.flatMap((name) => fieldOf(object, name) ?? []).filter((field) => field.name !== object.title_field);
  return (
    <aside className={classes.panel} aria-label={t('peek.label', { name: record?.name ?? object.label })} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <div className={classes.bar}>
        {onStep && (
          <Group gap={2}>
            <Tooltip label={t('peek.previous')}>
              <ActionIcon aria-label={t('peek.previous')} onClick={() => onStep(-1)}><IconArrowUp size={16} /></ActionIcon>
            </Tooltip>
            <Tooltip label={t('peek.next')}>
              <ActionIcon aria-label={t('peek.next')} onClick={() => onStep(1)}><IconArrowDown size={16} /></ActionIcon>
            </Tooltip>
          </Group>
        )}
        <span style={{ flex: 1 }} />
        <Button component={Link} to={`/o/${object.name}/${id}`} variant="default" size="compact-sm">
          {t('peek.open')}
        </Button>
        <ActionIcon aria-label={t('peek.close')} onClick={onClose}><IconX size={16} /></ActionIcon>
      </div>
      <div className={classes.body}>
        {error ? (
          <ProblemPanel error={error} onRetry={() => void refetch()} />
        ) : !record ? (
          <BlockSkeleton lines={9} />
        ) : (
          <>
            <h2 className={classes.title}>{record.name}</h2>
            <div className={classes.key}>
              {header.map((field) => (
                <FieldValue key={field.name} field={field} value={record[field.name]} record={record} />
              ))}
            </div>
            {object.layouts.form.map((section) => (
              <section key={section.key} className={classes.section}>
                {object.layouts.form.length > 1 && <h3 className={classes.heading}>{section.label}</h3>}
                {section.fields.flatMap((name) => fieldOf(object, name) ?? []).filter((field) => field.name !== object.title_field).map((field) => (
                  <InlineField key={field.name} object={object} record={record} field={field} />
                ))}
              </section>
            ))}
          </>
        )}
      </div>
    </aside>
  );
}
