import { useState, type FormEvent } from 'react';
import { Button, Group, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObject } from '@/api/objects';
import { isProblem } from '@/api/problem';
import { FilterBar } from '@/features/lists/filters/FilterBar';
import type { PathMeta } from '@/features/lists/filters/model';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useSaveRule } from '../calls';
import { LevelSelect } from '../LevelSelect';
import { OWNERS, PrincipalSelect, RECEIVERS } from '../PrincipalSelect';
import type { Level, ObjectSharing, Principal, PrincipalRef, Rule, RuleDraft } from '../types';
import { PreviewLine } from './PreviewLine';
import settings from '@/features/settings/Settings.module.css';
import classes from '../Sharing.module.css';

/** Rules speak of the record itself, and of what does not change with every touch. */
const suits = ({ path, via }: PathMeta): boolean => via === null && path !== 'updated_at' && path !== 'updated_by';

/** What the default gives everybody already. */
const addsNothing = (sharing: ObjectSharing['sharing'] | undefined, level: Level): boolean => sharing === 'public' || (sharing === 'read' && level === 'read');

const refOf = ({ kind, id }: Principal): PrincipalRef => ({ kind, id }) as PrincipalRef;

/** Which records, owned by whom, with whom and how; says what would change before it is saved. */
export function RuleEditor({ objects, rule, onClose }: { objects: ObjectSharing[]; rule?: Rule; onClose: () => void }) {
  const { t } = useTranslation(['sharing', 'common']);
  const [object, setObject] = useState(rule?.object ?? objects[0]?.object ?? 'account');
  const [name, setName] = useState(rule?.name ?? '');
  const [condition, setCondition] = useState(rule?.condition ?? '');
  const [owner, setOwner] = useState<Principal | null>(rule?.owned_by ?? null);
  const [to, setTo] = useState<Principal | null>(rule && rule.shared_with.kind !== 'gone' ? rule.shared_with : null);
  const [level, setLevel] = useState<Level>(rule?.level ?? 'read');
  const meta = useObject(object);
  const save = useSaveRule();
  const wrong = isProblem(save.error) ? save.error.byField() : {};
  const draft: RuleDraft | null = to && { shared_with: refOf(to), condition, owned_by: owner && refOf(owner), level, active: rule?.active ?? true };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft) save.mutate({ ...draft, id: rule?.id, object, name: name.trim() }, { onSuccess: onClose });
  };
  const choose = (next: string | null) => {
    if (!next || next === object) return;
    setObject(next);
    setCondition('');
  };
  return (
    <form className={classes.editor} onSubmit={submit} aria-label={t(rule ? 'rules.edit' : 'rules.add')}>
      <div className={settings.fields}>
        <TextInput label={t('rules.name')} required withAsterisk={false} maxLength={120} autoFocus value={name} error={wrong.name} onChange={(event) => setName(event.currentTarget.value)} />
        <Select label={t('rules.object')} data={objects.map((one) => ({ value: one.object, label: one.label }))} value={object} allowDeselect={false} disabled={rule !== undefined} onChange={choose} />
      </div>
      <div>
        <p className={classes.label}>{t('rules.condition')}</p>
        <FilterBar offers={suits} object={meta} filter={condition} onChange={setCondition} error={null} />
        {wrong.condition && <p className={classes.soft} role="alert">{wrong.condition}</p>}
      </div>
      <div className={settings.fields}>
        <PrincipalSelect clearable kinds={OWNERS} label={t('rules.owner')} placeholder={t('rules.anyOwner')} value={owner} error={wrong.owned_by} onChange={setOwner} />
        <PrincipalSelect kinds={RECEIVERS} label={t('rules.to')} placeholder={t('rules.choose')} value={to} error={wrong.shared_with} onChange={setTo} />
        <LevelSelect label={t('rules.level')} value={level} onChange={setLevel} />
      </div>
      {addsNothing(objects.find((one) => one.object === object)?.sharing, level) && <p className={classes.soft}>{t('rules.addsNothing')}</p>}
      <PreviewLine request={draft && { object, rule: draft, replaces: rule?.id }} />
      {Object.keys(wrong).length === 0 && <ProblemPanel error={save.error} />}
      <Group gap={8}>
        <Button type="submit" disabled={!draft} loading={save.isPending}>{t('common:save')}</Button>
        <Button variant="default" onClick={onClose}>{t('common:cancel')}</Button>
      </Group>
    </form>
  );
}
