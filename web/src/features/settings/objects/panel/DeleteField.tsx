import { useState } from 'react';
import { Alert, Anchor, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import type { FieldMeta, ObjectMeta } from '@/api/types';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useFormat } from '@/ui/useFormat';
import { MOST_COUNTED, useDeleteField, useFieldUses, type FieldUses } from '../calls';
import classes from '../Objects.module.css';

const MOST_NAMED = 5;

/** Asks in place, and says first what a deletion would touch. */
export function DeleteField({ object, field, onDeleted }: { object: ObjectMeta; field: FieldMeta; onDeleted: () => void }) {
  const { t } = useTranslation(['objects', 'common']);
  const [asking, setAsking] = useState(false);
  const uses = useFieldUses(object.name, field.name, asking);
  const remove = useDeleteField(object.name);
  // Told by the promise: the panel goes with its field.
  const act = () =>
    void remove.mutateAsync(field.name).then(
      ({ changeSetId }) => {
        announce({ kind: 'done', message: t('delete.done', { name: field.label }), changeSetId });
        onDeleted();
      },
      () => undefined,
    );
  return (
    <div className={classes.part}>
      {!asking ? (
        <Button variant="subtle" color="red" size="compact-sm" style={{ justifySelf: 'start' }} leftSection={<IconTrash size={14} />} onClick={() => setAsking(true)}>
          {t('delete.action')}
        </Button>
      ) : (
        <Stack gap={12} role="group" aria-label={t('delete.action')}>
          <Text size="sm" fw={600}>{t('delete.question', { name: field.label })}</Text>
          {uses.isPending && <Loader size={16} aria-label={t('delete.looking')} />}
          {uses.data && <Uses object={object} uses={uses.data} />}
          <ProblemPanel error={uses.error ?? remove.error} />
          <Group gap={8}>
            <Button color="red.8" size="sm" loading={remove.isPending} disabled={!uses.data || isHeld(uses.data)} onClick={act}>{t('delete.now')}</Button>
            <Button variant="default" size="sm" autoFocus onClick={() => setAsking(false)}>{t('delete.keep')}</Button>
          </Group>
        </Stack>
      )}
    </div>
  );
}

function Uses({ object, uses }: { object: ObjectMeta; uses: FieldUses }) {
  const { t, i18n } = useTranslation('objects');
  const format = useFormat();
  const listed = (names: string[]) => {
    const rest = names.length - MOST_NAMED;
    return new Intl.ListFormat(i18n.language).format(rest > 0 ? [...names.slice(0, MOST_NAMED), t('delete.others', { count: rest })] : names);
  };
  const many = uses.records > MOST_COUNTED;
  if (uses.sharing_rules.length) {
    return (
      <Alert color="yellow" variant="light" role="alert">
        {t('delete.rules', { count: uses.sharing_rules.length, names: listed(uses.sharing_rules) })}{' '}
        <Anchor inherit renderRoot={(props) => <Link to="/settings/sharing" {...props} />}>{t('delete.toRules')}</Anchor>
      </Alert>
    );
  }
  const named = (holding: boolean) => uses.definitions.filter(({ holds }) => holds === holding).map(({ kind_label, label }) => t('object.delete.declared', { kind: kind_label, name: label }));
  const [held, healing] = [named(true), named(false)];
  if (held.length) return <Alert color="yellow" variant="light" role="alert">{t('delete.held', { names: listed(held) })}</Alert>;
  return (
    <ul className={classes.uses}>
      <li>
        {uses.records === 0
          ? t('delete.noRecords', { object: object.plural_label })
          : t('delete.records', { count: uses.records, shown: many ? `${format.number(MOST_COUNTED)}+` : format.number(uses.records), object: object.plural_label })}
      </li>
      {uses.views.length > 0 && <li>{t('delete.views', { count: uses.views.length, names: listed(uses.views) })}</li>}
      {healing.length > 0 && <li>{t('delete.healing', { names: listed(healing) })}</li>}
      <li>{t('delete.restorable')}</li>
    </ul>
  );
}

const isHeld = (uses: FieldUses): boolean => uses.sharing_rules.length > 0 || uses.definitions.some(({ holds }) => holds);
