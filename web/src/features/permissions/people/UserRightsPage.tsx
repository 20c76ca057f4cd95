import { useState } from 'react';
import { Badge, Button, MultiSelect, Select } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { fieldOf, useObject } from '@/api/objects';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { Block } from '../Block';
import { useAssign, useRights, useSetLicence, useSets, useSetsOfUser } from '../calls';
import { areaKey, type ObjectRights, type RightsOfUser, type Verb } from '../types';
import { useTelling } from '../useTelling';
import classes from '../Permissions.module.css';

const route = getRouteApi('/shell/settings/permissions/users/$userId');

/** What one person may do, and why. */
export default function UserRightsPage() {
  const { userId } = route.useParams();
  const { t } = useTranslation('permissions');
  const rights = useRights(userId);
  return (
    <>
      <Link to="/settings/permissions" className={classes.back}>
        <IconChevronLeft size={15} aria-hidden /> {t('title')}
      </Link>
      <ProblemPanel error={rights.error} onRetry={() => void rights.refetch()} />
      {rights.isPending && <BlockSkeleton lines={8} />}
      {rights.data && <Content rights={rights.data} />}
    </>
  );
}

function Content({ rights }: { rights: RightsOfUser }) {
  const { t } = useTranslation('permissions');
  const names = new Map(rights.sources.map((source) => [source.id, source.name]));
  const administrator = rights.sources.some((source) => source.via === 'administrator');
  const areas = rights.areas.filter((area) => area.allowed);
  return (
    <>
      <Block title={rights.user.name} text={administrator ? t('user.administrator') : t('user.text')}>
        {!administrator && <Assignment key={rights.user.licence} user={rights.user.id} licence={rights.user.licence} />}
      </Block>
      <Block title={t('user.rights')} text={t('user.rightsText')}>
        <ul className={classes.rows} aria-label={t('user.rights')}>
          {rights.objects.map((object) => (
            <ObjectRow key={object.object} object={object} names={names} />
          ))}
        </ul>
        {areas.length > 0 && (
          <div className={classes.verbs} style={{ paddingTop: 12 }}>
            {areas.map((area) => (
              <Badge key={area.name} variant="light" title={given(area.given_by, names, t('preview.comma'))}>{t(`areas.${areaKey(area.name)}.name`)}</Badge>
            ))}
          </div>
        )}
      </Block>
    </>
  );
}

function ObjectRow({ object, names }: { object: ObjectRights; names: Map<string, string> }) {
  const { t } = useTranslation('permissions');
  const comma = t('preview.comma');
  const allowed = object.verbs.filter((verb) => verb.allowed);
  const withheld = object.verbs.filter((verb) => verb.withheld);
  const readable = allowed.some((verb) => verb.name === 'read');
  const writable = allowed.some((verb) => verb.name === 'create' || verb.name === 'update');
  const hidden = readable ? object.fields.filter((field) => field.reach === 'hidden') : [];
  const fixed = writable ? object.fields.filter((field) => field.reach === 'read') : [];
  return (
    <li className={classes.row} style={{ flexWrap: 'wrap' }}>
      <strong style={{ flex: '0 0 96px' }}>{object.label}</strong>
      <div className={classes.grow}>
        <div className={classes.verbs}>
          {allowed.map((verb) => (
            <Badge key={verb.name} variant="light" tt="none" title={t('user.from', { sets: given(verb.given_by, names, comma) })}>{t(`verbs.${verb.name as Verb}`)}</Badge>
          ))}
          {!allowed.length && <span className={classes.soft}>{t('user.nothing')}</span>}
        </div>
        {allowed.length > 0 && <div className={classes.soft}>{t('user.from', { sets: given(allowed.flatMap((verb) => verb.given_by), names, comma) })}</div>}
        {hidden.length > 0 && <div className={classes.soft}>{t('user.hidden', { fields: hidden.map((field) => field.label).join(comma) })}</div>}
        {fixed.length > 0 && <div className={classes.soft}>{t('user.readOnly', { fields: fixed.map((field) => field.label).join(comma) })}</div>}
        {withheld.length > 0 && <div className={classes.soft}>{t('user.withheld', { verbs: withheld.map((verb) => t(`verbs.${verb.name as Verb}`)).join(comma) })}</div>}
      </div>
    </li>
  );
}

function given(ids: string[], names: Map<string, string>, comma: string): string {
  return [...new Set(ids)].map((id) => names.get(id) ?? '').filter(Boolean).join(comma);
}

function Assignment({ user, licence }: { user: string; licence: string }) {
  const { t } = useTranslation('permissions');
  const sets = useSets();
  const held = useSetsOfUser(user);
  const assign = useAssign();
  const seat = useSetLicence(user);
  const { done } = useTelling();
  const [chosen, setChosen] = useState<string[] | null>(null);
  const licences = fieldOf(useObject('user'), 'licence')?.options ?? [];
  const now = held.data?.sets.map((set) => set.id) ?? [];
  const value = chosen ?? now;
  const known = new Map([...(held.data?.sets ?? []), ...(sets.data?.pages.flatMap((page) => page.data) ?? [])].map((set) => [set.id, set]));
  const offered = [...known.values()].filter((set) => !('built_in' in set && set.built_in));
  const changed = chosen !== null && (chosen.length !== now.length || chosen.some((id) => !now.includes(id)));
  const save = () =>
    assign.mutate(
      { user, sets: value },
      {
        onSuccess: (answer) => {
          done(t('user.saved', { name: answer.data.user.name }), answer.changeSetId);
          setChosen(null);
        },
      },
    );
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <ProblemPanel error={assign.error ?? seat.error ?? held.error} />
      {held.data?.role_set && <span className={classes.text}>{t('user.role', { set: held.data.role_set.name })}</span>}
      <MultiSelect label={t('user.sets')} placeholder={value.length ? undefined : t('user.choose')} searchable value={value} data={offered.map((set) => ({ value: set.id, label: set.name }))} onChange={setChosen} />
      <div className={classes.foot}>
        <Button disabled={!changed} loading={assign.isPending} onClick={save}>{t('user.assign')}</Button>
      </div>
      <Select label={t('user.licence')} allowDeselect={false} value={licence} data={licences.map((option) => ({ value: option.value, label: option.label }))} disabled={seat.isPending} onChange={(next) => next && next !== licence && seat.mutate(next)} />
    </div>
  );
}
