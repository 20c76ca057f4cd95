import type { ReactNode } from 'react';
import { IconArrowBackUp, IconFileImport, IconPencil, IconPlus, IconTrash, IconTrophy, type Icon } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import type { CrmRecord, ObjectMeta } from '@/api/types';
import type { ChangeItem, FieldChange } from '../types';
import { ChangedFields, ChangedValue } from './ChangedValue';
import { EntryFrame } from './EntryFrame';
import { canTakeBack, fieldIn, sourceOf, tellingOf, type Telling } from './sentence';
import { TakeBack } from './TakeBack';
import classes from './Timeline.module.css';

interface ChangeEntryProps {
  item: ChangeItem;
  meta: ObjectMeta;
  record: CrmRecord;
}

/** One change of the record as a sentence: "Anna changed Stage from Engaging to Won". */
export function ChangeEntry({ item, meta, record }: ChangeEntryProps) {
  const { t } = useTranslation('activities');
  const telling = tellingOf(item.change, meta);
  if (!telling) return null;
  const source = sourceOf(item.change);
  return (
    <EntryFrame
      icon={iconOf(item, telling, meta)}
      quiet
      at={item.at}
      action={canTakeBack(item.change) && meta.permissions.update && <TakeBack changeSetId={item.change.change_set_id ?? ''} />}
      sentence={
        <>
          <Sentence telling={telling} actor={item.actor?.name ?? t('history.system')} meta={meta} record={record} />
          {source && <span className={classes.source}>{t(`history.source.${source}`)}</span>}
        </>
      }
    >
      {telling.kind === 'many' && <ChangedFields changes={telling.changes} meta={meta} record={record} />}
    </EntryFrame>
  );
}

function Sentence({ telling, actor, meta, record }: { telling: Telling; actor: string; meta: ObjectMeta; record: CrmRecord }) {
  const { t } = useTranslation('activities');
  const who = <strong className={classes.actor}>{actor}</strong>;
  if (telling.kind === 'many') {
    return <Trans t={t} i18nKey="history.many" count={telling.changes.length} components={{ actor: who }} />;
  }
  if (!('change' in telling)) {
    return <Trans t={t} i18nKey={`history.${telling.kind}`} values={{ object: inSentence(meta.label) }} components={{ actor: who }} />;
  }
  const parts: Record<string, ReactNode> = { actor: who, field: <FieldName change={telling.change} meta={meta} /> };
  parts.old = <ChangedValue field={fieldIn(meta, telling.change.field)} value={telling.change.old} record={record} />;
  parts.new = <ChangedValue field={fieldIn(meta, telling.change.field)} value={telling.change.new} record={record} />;
  return <Trans t={t} i18nKey={`history.${telling.kind}`} components={parts as Record<string, React.ReactElement>} />;
}

function FieldName({ change, meta }: { change: FieldChange; meta: ObjectMeta }) {
  return <span className={classes.fieldName}>{fieldIn(meta, change.field)?.label ?? change.label}</span>;
}

/** "Deal" is "deal" in the middle of an English sentence; Chinese has no such habit. */
const inSentence = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);

function iconOf({ change }: ChangeItem, telling: Telling, meta: ObjectMeta): Icon {
  if (change.source === 'undo' || telling.kind === 'restored') return IconArrowBackUp;
  if (telling.kind === 'deleted') return IconTrash;
  if (change.source === 'import') return IconFileImport;
  if (telling.kind === 'created') return IconPlus;
  const stage = change.fields.find(({ field }) => fieldIn(meta, field)?.type === 'stage');
  const won = stage && fieldIn(meta, stage.field)?.options?.some(({ value, kind }) => value === stage.new && kind === 'won');
  return won ? IconTrophy : IconPencil;
}
