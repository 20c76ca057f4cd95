import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import type { FieldDraft } from '../draft';
import { LabelInputs } from './LabelInputs';
import classes from '../Objects.module.css';

export interface RelationProps {
  object: ObjectMeta;
  draft: FieldDraft;
  wrong: Record<string, string>;
  onChange: (change: Partial<FieldDraft>) => void;
}

/** What a field that points to records means for those: whether its records are parts of them, and how they list them. */
export function Relation({ object, draft, wrong, onChange }: RelationProps) {
  const { t } = useTranslation('objects');
  const listing = draft.target ? [draft.target] : draft.targets.filter((name) => name !== 'user');
  const target = useObjects().find(({ name }) => listing.includes(name));
  if (!target) return null;
  const names = { object: object.plural_label, target: target.label };
  const canBePart = draft.type === 'lookup' && target.name !== 'user' && target.name !== object.name;
  return (
    <div className={classes.part}>
      {canBePart && (
        <Switch
          label={t('relation.detailOf', names)}
          description={t('relation.detailOfText', names)}
          error={wrong.detail_of}
          checked={draft.detailOf}
          onChange={(event) => onChange(event.currentTarget.checked ? { detailOf: true, required: true } : { detailOf: false, reparentable: false })}
        />
      )}
      {canBePart && draft.detailOf && (
        <Switch
          label={t('relation.reparentable', names)}
          description={t('relation.reparentableText', names)}
          error={wrong.reparentable}
          checked={draft.reparentable}
          onChange={(event) => onChange({ reparentable: event.currentTarget.checked })}
        />
      )}
      {target.name !== 'user' && (
        <Switch
          label={t('relation.list', names)}
          description={t('relation.listText', names)}
          checked={!draft.relatedHidden}
          onChange={(event) => onChange({ relatedHidden: !event.currentTarget.checked })}
        />
      )}
      {target.name !== 'user' && !draft.relatedHidden && (
        <LabelInputs label={t('relation.listLabel')} labels={draft.relatedLabels} maxLength={120} error={wrong.related} onChange={(relatedLabels) => onChange({ relatedLabels })} />
      )}
    </div>
  );
}
