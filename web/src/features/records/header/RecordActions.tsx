import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconDots, IconLink, IconShare2, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { useDeleteRecord } from '@/api/recordWrites';
import { HandOverItem } from '@/features/hand_overs';
import { RecordActionItems } from '@/features/workflows';
import { openPanel } from '@/routing/panels';
import { useSentence } from '@/ui/useSentence';
import { useRecordEditing } from '../context';

/** Less frequent actions. Deleting asks nothing: it can be undone from the toast and from the recycle bin. */
export function RecordActions() {
  const { t } = useTranslation(['records', 'common']);
  const { meta, record } = useRecordEditing();
  const navigate = useNavigate();
  const sentence = useSentence();
  const clipboard = useClipboard();
  const { mutateAsync: remove } = useDeleteRecord(meta.name);
  const copy = () => {
    clipboard.copy(window.location.origin + window.location.pathname);
    announce({ kind: 'done', message: t('actions.linkCopied') });
  };
  const onDelete = () => {
    remove({ id: record.id, message: t('actions.deleted', { name: record.name }) }).catch((error: unknown) =>
      announce({ kind: 'failed', message: sentence(error) }),
    );
    void navigate({ to: '/o/$object', params: { object: meta.name } });
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('actions.more')}>
          <ActionIcon size={34} variant="default" aria-label={t('actions.more')}>
            <IconDots size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <RecordActionItems object={meta} id={record.id} />
        <Menu.Item leftSection={<IconLink size={16} stroke={1.6} />} onClick={copy}>
          {t('actions.copyLink')}
        </Menu.Item>
        {meta.name !== 'user' && !record.deleted_at && (
          <Menu.Item leftSection={<IconShare2 size={16} stroke={1.6} />} onClick={() => openPanel({ name: 'access', object: meta.name, id: record.id, title: record.name })}>
            {t('actions.access')}
          </Menu.Item>
        )}
        {meta.name === 'user' && record.kind !== 'queue' && <HandOverItem id={record.id} name={record.name} />}
        {meta.permissions.delete && (
          <Menu.Item leftSection={<IconTrash size={16} stroke={1.6} />} color="red" onClick={onDelete}>
            {t('common:delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
