import { useState } from 'react';
import { Button, Radio } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { recordQuery } from '@/api/records';
import type { CrmRecord, ObjectMeta } from '@/api/types';
import { FieldValue } from '@/ui/fields/FieldValue';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { SidePanel } from '@/ui/SidePanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useMerge, type DuplicateGroup } from './calls';
import { choicesOf, takenFrom, takeOf, type Choice, type Taken } from './choosing';
import classes from './Duplicates.module.css';

interface MergePanelProps {
  object: ObjectMeta;
  group: DuplicateGroup;
  onClose: () => void;
}

/** One record of several: which one stays, and field by field whose value it gets. */
export function MergePanel({ object, group, onClose }: MergePanelProps) {
  const { t } = useTranslation('rules');
  const found = useQueries({ queries: group.records.map(({ id }) => recordQuery(object.name, id)) });
  const records = found.flatMap(({ data }) => (data ? [data] : []));
  const failed = found.find(({ error }) => error);
  return (
    <SidePanel title={t('duplicates.merge', { count: group.records.length })} onClose={onClose}>
      {records.length < group.records.length && (
        <div className={classes.panel}>
          <ProblemPanel error={failed?.error} onRetry={() => void failed?.refetch()} />
          {!failed && <BlockSkeleton lines={8} />}
        </div>
      )}
      {records.length === group.records.length && <MergeForm object={object} records={records} onClose={onClose} />}
    </SidePanel>
  );
}

function MergeForm({ object, records, onClose }: { object: ObjectMeta; records: CrmRecord[]; onClose: () => void }) {
  const { t } = useTranslation('rules');
  const merge = useMerge(object.name);
  const [winner, setWinner] = useState(records[0]?.id ?? '');
  const [taken, setTaken] = useState<Taken>({});
  const choices = choicesOf(object, records);
  const submit = () =>
    merge.mutate(
      { winner, losers: records.flatMap(({ id }) => (id === winner ? [] : [id])), take: takeOf(choices, winner, taken) },
      {
        onSuccess: ({ data, changeSetId }) => {
          announce({ kind: 'done', message: t('duplicates.merged', { name: nameOf(records, winner), count: data.merged + 1 }), changeSetId });
          onClose();
        },
      },
    );
  return (
    <div className={classes.panel}>
      <Radio.Group value={winner} onChange={setWinner} label={t('duplicates.stays')} description={t('duplicates.staysText')}>
        <div className={classes.values}>
          {records.map((record, at) => (
            <Radio key={record.id} value={record.id} label={nameOf(records, record.id)} description={t('duplicates.number', { number: at + 1 })} aria-label={t('duplicates.keepThis', { name: nameOf(records, record.id) })} />
          ))}
        </div>
      </Radio.Group>
      {choices.length > 0 && <h3 className={classes.heading}>{t('duplicates.values')}</h3>}
      {choices.map((choice) => (
        <FieldChoice key={choice.field.name} choice={choice} records={records} value={takenFrom(choice, winner, taken)} onChange={(id) => setTaken({ ...taken, [choice.field.name]: id })} />
      ))}
      <ProblemPanel error={merge.error} />
      <Button onClick={submit} loading={merge.isPending}>{t('duplicates.merge', { count: records.length })}</Button>
    </div>
  );
}

interface FieldChoiceProps {
  choice: Choice;
  records: CrmRecord[];
  value: string;
  onChange: (id: string) => void;
}

/** One value is chosen by any of the records that have it. */
function FieldChoice({ choice, records, value, onChange }: FieldChoiceProps) {
  const { t } = useTranslation('rules');
  const shown = choice.values.find((each) => each.records.some(({ id }) => id === value)) ?? choice.values[0];
  return (
    <Radio.Group label={choice.field.label} value={shown?.records[0]?.id ?? ''} onChange={onChange}>
      <div className={classes.values}>
        {choice.values.map((each) => (
          <Radio
            key={each.records[0]?.id}
            value={each.records[0]?.id}
            label={<FieldValue field={choice.field} value={each.value} record={each.records[0]} variant="full" links={false} placeholder={t('duplicates.nothing')} />}
            description={each.records.map((record) => t('duplicates.number', { number: records.indexOf(record) + 1 })).join(t('duplicates.comma'))}
          />
        ))}
      </div>
    </Radio.Group>
  );
}

function nameOf(records: readonly CrmRecord[], id: string): string {
  return String(records.find((record) => record.id === id)?.name ?? '');
}
