import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldMeta } from '@/api/types';
import { ProgressBar } from '@/ui/ProgressBar';
import { canBeRequired, canBeUnique, isIndexable, isSearched } from '../abilities';
import { type FieldDraft } from '../draft';
import { useIndexProgress } from '../useIndexProgress';
import classes from '../Objects.module.css';

export interface SwitchesProps {
  draft: FieldDraft;
  field: FieldMeta | null;
  wrong: Record<string, string>;
  onChange: (change: Partial<FieldDraft>) => void;
}

/** What the field is to everybody: demanded, found, fast. Each says what it gives. */
export function Switches({ draft, field, wrong, onChange }: SwitchesProps) {
  const { t } = useTranslation('objects');
  const { type } = draft;
  return (
    <div className={classes.part}>
      {canBeRequired(type) && (
        <Switch label={t('required')} description={t('requiredText')} error={wrong.required} checked={draft.required} disabled={draft.detailOf} onChange={(event) => onChange({ required: event.currentTarget.checked })} />
      )}
      {canBeUnique(type) && (
        <Switch
          label={t('unique')}
          description={t(field && !field.unique && draft.unique ? 'uniqueChecked' : 'uniqueText')}
          error={wrong.unique}
          checked={draft.unique}
          onChange={(event) => onChange({ unique: event.currentTarget.checked })}
        />
      )}
      {isSearched(type) && (
        <Switch
          label={t('searchable')}
          description={t('searchableText')}
          error={wrong.searchable}
          checked={draft.searchable}
          onChange={(event) => onChange({ searchable: event.currentTarget.checked })}
        />
      )}
      {isIndexable(type) && (
        <div>
          <Switch label={t('indexed')} description={t('indexedText')} error={wrong.indexed} checked={draft.indexed} onChange={(event) => onChange({ indexed: event.currentTarget.checked })} />
          <div className={classes.beside}>{field?.custom && <IndexLine state={field.custom.index} />}</div>
        </div>
      )}
    </div>
  );
}

function IndexLine({ state }: { state: 'none' | 'filling' | 'ready' }) {
  const { t } = useTranslation('objects');
  const progress = useIndexProgress();
  if (state === 'none') return null;
  if (state === 'ready') return <p className={classes.nameLine}>{t('indexReady')}</p>;
  if (progress?.state === 'failed') return <p className={classes.wrong} role="alert">{t('indexFailed')}</p>;
  return (
    <div style={{ marginTop: 10 }} role="status">
      <ProgressBar label={t('indexFilling')} done={progress?.done ?? 0} total={progress?.total ?? null} />
    </div>
  );
}
