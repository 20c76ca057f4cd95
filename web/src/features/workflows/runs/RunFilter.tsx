import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Lookup } from '@/api/types';
import { LookupInput } from '@/ui/fields/LookupInput';
import type { RunState } from '../types';
import classes from '../editor/Editor.module.css';

const STATES: RunState[] = ['failed', 'waiting', 'ready', 'held', 'succeeded', 'cancelled'];

export interface Narrowed {
  state: RunState | null;
  record: Lookup | null;
}

/** Which of a workflow's runs are listed: it may have run very often. */
export function RunFilter({ object, value, onChange }: { object: string; value: Narrowed; onChange: (value: Narrowed) => void }) {
  const { t } = useTranslation('workflows');
  return (
    <div className={classes.filter}>
      <Select
        size="xs"
        aria-label={t('runs.state')}
        placeholder={t('runs.anyState')}
        data={STATES.map((state) => ({ value: state, label: t(`runs.states.${state}`) }))}
        value={value.state}
        onChange={(state) => onChange({ ...value, state })}
        clearable
      />
      <LookupInput size="xs" target={object} aria-label={t('runs.ofRecord')} placeholder={t('runs.anyRecord')} value={value.record} onChange={(record) => onChange({ ...value, record })} />
    </div>
  );
}
