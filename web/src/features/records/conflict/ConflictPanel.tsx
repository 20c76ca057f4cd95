import { Alert, Button, Group } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldScalar, ObjectMeta } from '@/api/types';
import { lookupIn } from '@/api/values';
import { FieldValue } from '@/ui/fields/FieldValue';
import type { Conflict } from '../useRecordSaving';
import classes from './ConflictPanel.module.css';

interface ConflictPanelProps {
  meta: ObjectMeta;
  conflict: Conflict;
  onChoose: (choice: 'mine' | 'theirs') => void;
}

/** Somebody was faster: shows both values of each field that clashes and lets the person choose. */
export function ConflictPanel({ meta, conflict, onChoose }: ConflictPanelProps) {
  const { t } = useTranslation('records');
  const who = lookupIn(conflict.fresh.updated_by)?.name ?? t('conflict.someone');
  const labelOf = (name: string) => meta.fields.find((field) => field.name === name)?.label ?? name;
  const shown = (name: string, value: FieldScalar | undefined) => {
    const field = meta.fields.find((one) => one.name === name);
    return field && <FieldValue field={field} value={value} record={conflict.fresh} links={false} placeholder={t('conflict.empty')} />;
  };
  return (
    <Alert className={classes.panel} color="yellow" variant="light" icon={<IconUsers size={18} />} title={t('conflict.title', { name: who })} role="alert">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col"><span className="visually-hidden">{t('conflict.field')}</span></th>
            <th scope="col">{t('conflict.theirs')}</th>
            <th scope="col">{t('conflict.mine')}</th>
          </tr>
        </thead>
        <tbody>
          {conflict.clashes.map(({ field, mine, theirs }) => (
            <tr key={field}>
              <th scope="row">{labelOf(field)}</th>
              <td>{shown(field, theirs)}</td>
              <td>{shown(field, mine)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {conflict.others.length > 0 && (
        <p className={classes.others}>{t('conflict.others', { fields: conflict.others.map(labelOf).join(t('listComma')) })}</p>
      )}
      <Group gap={8} mt={12}>
        <Button size="compact-sm" variant="default" onClick={() => onChoose('theirs')}>{t('conflict.keepTheirs')}</Button>
        <Button size="compact-sm" onClick={() => onChoose('mine')}>{t('conflict.useMine')}</Button>
      </Group>
    </Alert>
  );
}
