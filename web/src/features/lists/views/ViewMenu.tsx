import { useState } from 'react';
import { ActionIcon, Menu, Popover } from '@mantine/core';
import { IconDots, IconLock, IconPencil, IconTrash, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import type { SavedView } from '@/api/types';
import { useSentence } from '@/ui/useSentence';
import { useDeleteView, useSaveView } from './calls';
import { RenameView } from './RenameView';
import classes from './Views.module.css';

/** What can be done with the view that is open, by whoever may change it. */
export function ViewMenu({ view, onGone }: { view: SavedView; onGone: () => void }) {
  const { t } = useTranslation('lists');
  const sentence = useSentence();
  const save = useSaveView(view.object);
  const remove = useDeleteView(view.object);
  const [renaming, setRenaming] = useState(false);
  const [asking, setAsking] = useState(false);
  const onError = (error: unknown) => announce({ kind: 'failed', message: sentence(error) });
  const drop = () => remove.mutate(view.id, { onSuccess: onGone, onError });
  return (
    <Popover opened={renaming} onChange={setRenaming} trapFocus returnFocus>
      {/* Outside the menu, which is a popover itself: a target within it would be the menu's. */}
      <Popover.Target>
        <span className={classes.menu}>
          <Menu onClose={() => setAsking(false)}>
            <Menu.Target>
              <ActionIcon aria-label={t('views.menu', { name: view.name })}>
                <IconDots size={15} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setRenaming(true)}>
                {t('views.rename')}
              </Menu.Item>
              <Menu.Item
                leftSection={view.shared ? <IconLock size={15} /> : <IconUsers size={15} />}
                onClick={() => save.mutate({ id: view.id, shared: !view.shared }, { onError })}
              >
                {view.shared ? t('views.unshare') : t('views.share')}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} closeMenuOnClick={asking} onClick={asking ? drop : () => setAsking(true)}>
                {!asking ? t('views.delete') : view.shared ? t('views.deleteShared') : t('views.deleteSure')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </span>
      </Popover.Target>
      <Popover.Dropdown>
        <RenameView name={view.name} onSave={(name) => save.mutateAsync({ id: view.id, name })} onDone={() => setRenaming(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
