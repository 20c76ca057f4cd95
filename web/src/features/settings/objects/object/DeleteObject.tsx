import { useState } from 'react';
import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import type { ObjectMeta } from '@/api/types';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useFormat } from '@/ui/useFormat';
import { useDeleteObject, useObjectUses, type ObjectUses } from './calls';
import classes from '../Objects.module.css';

const MOST_NAMED = 5;

/** Asks in place, and says first what a deletion would take out of sight. */
export function DeleteObject({ object }: { object: ObjectMeta }) {
  const { t } = useTranslation('objects');
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const uses = useObjectUses(object.name, asking);
  const remove = useDeleteObject();
  // Told by the promise: the page goes with its object.
  const act = () =>
    void remove.mutateAsync(object.name).then(
      ({ changeSetId }) => {
        announce({ kind: 'done', message: t('object.delete.done', { name: object.plural_label }), changeSetId });
        void navigate({ to: '/settings/objects' });
      },
      () => undefined,
    );
  return (
    <div className={classes.part}>
      {!asking ? (
        <Button variant="subtle" color="red" size="compact-sm" style={{ justifySelf: 'start' }} leftSection={<IconTrash size={14} />} onClick={() => setAsking(true)}>
          {t('object.delete.action')}
        </Button>
      ) : (
        <Stack gap={12} role="group" aria-label={t('object.delete.action')}>
          <Text size="sm" fw={600}>{t('delete.question', { name: object.plural_label })}</Text>
          {uses.isPending && <Loader size={16} aria-label={t('delete.looking')} />}
          {uses.data && <Uses uses={uses.data} />}
          <ProblemPanel error={uses.error ?? remove.error} />
          <Group gap={8}>
            <Button color="red.8" size="sm" loading={remove.isPending} disabled={!uses.data} onClick={act}>{t('object.delete.now')}</Button>
            <Button variant="default" size="sm" autoFocus onClick={() => setAsking(false)}>{t('delete.keep')}</Button>
          </Group>
        </Stack>
      )}
    </div>
  );
}

function Uses({ uses }: { uses: ObjectUses }) {
  const { t, i18n } = useTranslation('objects');
  const format = useFormat();
  const listed = (names: string[]) => {
    const rest = names.length - MOST_NAMED;
    return new Intl.ListFormat(i18n.language).format(rest > 0 ? [...names.slice(0, MOST_NAMED), t('delete.others', { count: rest })] : names);
  };
  const lookups = uses.lookups.map(({ object_label, label }) => t('object.delete.lookup', { object: object_label, field: label }));
  const declared = uses.definitions.map(({ kind, label }) => t('object.delete.declared', { kind, name: label }));
  return (
    <ul className={classes.uses}>
      <li>{uses.records === 0 ? t('object.delete.noRecords') : t('object.delete.records', { count: uses.records, shown: format.number(uses.records) })}</li>
      {lookups.length > 0 && <li>{t('object.delete.lookups', { count: lookups.length, names: listed(lookups) })}</li>}
      {uses.views.length > 0 && <li>{t('object.delete.views', { count: uses.views.length, names: listed(uses.views) })}</li>}
      {uses.sharing_rules.length > 0 && <li>{t('object.delete.rules', { count: uses.sharing_rules.length, names: listed(uses.sharing_rules) })}</li>}
      {declared.length > 0 && <li>{t('object.delete.definitions', { names: listed(declared) })}</li>}
      <li>{t('object.delete.restorable')}</li>
    </ul>
  );
}
