import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { Button, Select, Switch, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import { isProblem } from '@/api/problem';
import { usePermission } from '@/api/session';
import type { ObjectMeta } from '@/api/types';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { proposedName } from '../draft';
import { LabelInputs } from '../panel/LabelInputs';
import { isBlank, proposedPlurals, type ObjectDraft, type Sharing } from './draft';
import { IconChoice } from './IconChoice';
import classes from '../Objects.module.css';

export interface ObjectFormProps {
  /** As it is; null for a new one. */
  object: ObjectMeta | null;
  draft: ObjectDraft;
  onChange: (draft: ObjectDraft) => void;
  onSubmit: () => void;
  onCancel: () => void;
  submitLabel: string;
  saving: boolean;
  error: unknown;
  unchanged?: boolean;
  /** Below the settings: what else can be done with it. */
  children?: ReactNode;
}

const PARTS = ['label', 'plural_label', 'name', 'description', 'name_label', 'sharing'];

/** What a kind of record is called and looks like; of those that are part of Guanxi nothing else can be changed. */
export function ObjectForm(props: ObjectFormProps) {
  const { object, draft, onChange, error } = props;
  const { t } = useTranslation(['objects', 'common']);
  const [tried, setTried] = useState(false);
  const own = object === null || object.custom !== undefined;
  const set = (change: Partial<ObjectDraft>) => onChange({ ...draft, ...change });
  const told: Record<string, string> = isProblem(error) ? error.byField() : {};
  const wrong: Record<string, string> = tried && isBlank(draft.labels) ? { ...told, label: t('object.missing') } : told;
  const elsewhere = Boolean(error) && !PARTS.some((part) => told[part]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isBlank(draft.labels)) props.onSubmit();
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div className={classes.body}>
        <div className={classes.face}>
          <IconChoice icon={draft.icon} color={own ? draft.color : null} onIcon={(icon) => set({ icon })} onColor={(color) => set({ color })} />
          <p className={classes.soft} style={{ margin: 0 }}>{t(own ? 'object.faceText' : 'object.standardText')}</p>
        </div>
        <div>
          <LabelInputs label={t('object.label')} labels={draft.labels} maxLength={120} autoFocus={!object} error={wrong.label} onChange={(labels) => set({ labels })} />
          {!object && <NameLine draft={draft} error={wrong.name} onChange={(name) => set({ name })} />}
        </div>
        <LabelInputs label={t('object.plural')} labels={draft.plurals} proposed={proposedPlurals(draft.labels)} maxLength={120} error={wrong.plural_label} onChange={(plurals) => set({ plurals })} />
        {!object && <SharingSelect draft={draft} error={wrong.sharing} onChange={(sharing) => set({ sharing })} />}
        {own && <More object={object} draft={draft} wrong={wrong} onChange={set} />}
        {props.children}
      </div>
      <div className={classes.foot}>
        {elsewhere && (
          <div style={{ flexBasis: '100%' }}>
            <ProblemPanel error={error} />
          </div>
        )}
        <Button type="submit" loading={props.saving} disabled={props.unchanged}>{props.submitLabel}</Button>
        <Button variant="default" onClick={props.onCancel}>{t('common:cancel')}</Button>
      </div>
    </form>
  );
}

/** What imports and the API call it: proposed from the label, never changed once it is there. */
function NameLine({ draft, error, onChange }: { draft: ObjectDraft; error?: string; onChange: (name: string) => void }) {
  const { t } = useTranslation('objects');
  const [typing, setTyping] = useState(false);
  const taken = new Set(useObjects().map(({ name }) => name));
  const proposed = proposedName(draft.labels, taken);
  if (typing || draft.name || error) {
    return (
      <TextInput
        mt={12}
        label={t('object.apiName')}
        description={t('object.nameText')}
        value={draft.name}
        placeholder={proposed ?? 'c_'}
        maxLength={48}
        autoFocus={typing}
        error={error}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <p className={classes.nameLine} style={{ marginBottom: 0 }}>
      <span>{t('object.apiNameIs')}</span>
      {proposed ? <span className={classes.code}>{proposed}</span> : <span>{isBlank(draft.labels) ? t('nameLater') : t('nameSpelt')}</span>}
      <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setTyping(true)}>{t('nameChange')}</Button>
    </p>
  );
}

function SharingSelect({ draft, error, onChange }: { draft: ObjectDraft; error?: string; onChange: (sharing: Sharing) => void }) {
  const { t } = useTranslation('objects');
  const may = usePermission('sharing.manage');
  if (!may) return null;
  return (
    <Select
      label={t('object.sharing')}
      description={t('object.sharingText')}
      data={(['public', 'read', 'private'] as const).map((value) => ({ value, label: t(`object.sharings.${value}`) }))}
      value={draft.sharing}
      allowDeselect={false}
      error={error}
      onChange={(value) => value && onChange(value as Sharing)}
    />
  );
}

function More({ object, draft, wrong, onChange }: { object: ObjectMeta | null; draft: ObjectDraft; wrong: Record<string, string>; onChange: (change: Partial<ObjectDraft>) => void }) {
  const { t } = useTranslation('objects');
  const id = useId();
  const [unfolded, setUnfolded] = useState(object !== null);
  const open = unfolded || Boolean(wrong.description ?? wrong.name_label);
  return (
    <div className={classes.part}>
      <button type="button" className={classes.fold} aria-expanded={open} aria-controls={id} onClick={() => setUnfolded(!open)}>
        {t('object.further')} <IconChevronDown size={15} aria-hidden />
      </button>
      <div id={id} hidden={!open} className={open ? classes.pair : undefined}>
        <LabelInputs long label={t('object.description')} labels={draft.descriptions} maxLength={500} error={wrong.description} onChange={(descriptions) => onChange({ descriptions })} />
        <LabelInputs label={t('object.nameLabel')} labels={draft.nameLabels} proposed={{ en: 'Name', 'zh-CN': '名称' }} maxLength={120} error={wrong.name_label} onChange={(nameLabels) => onChange({ nameLabels })} />
        <Switch label={t('object.inNavigation')} description={t('object.inNavigationText')} checked={draft.inNavigation} onChange={(event) => onChange({ inNavigation: event.currentTarget.checked })} />
        <Switch label={t('object.inSearch')} description={t('object.inSearchText')} checked={draft.inSearch} onChange={(event) => onChange({ inSearch: event.currentTarget.checked })} />
      </div>
    </div>
  );
}
