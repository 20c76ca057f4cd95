import { Menu } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import type { ObjectMeta } from '@/api/types';
import { useSentence } from '@/ui/useSentence';
import { useActions, useStartAction, type Action } from '../calls';

/** The workflows that can be started here, for what is chosen. */
export function useWorkflowActions(object: ObjectMeta, place: Action['places'][number]) {
  const { t, i18n } = useTranslation('workflows');
  const sentence = useSentence();
  const found = useActions(object.name, object.permissions.update);
  const start = useStartAction(object.name);
  const words = (action: Action) => (i18n.language.startsWith('zh') ? action.label['zh-CN'] : action.label.en) || action.name;
  const run = (action: Action, target: { ids: string[] } | { filter: string }) =>
    start.mutate(
      { name: action.name, ...target },
      {
        onSuccess: ({ started }) => announce({ kind: 'done', message: t('actions.started', { name: words(action), count: started }) }),
        onError: (error) => announce({ kind: 'failed', message: sentence(error) }),
      },
    );
  return { actions: (found.data ?? []).filter((action) => action.places.includes(place)), words, run, busy: start.isPending };
}

/** Items of a record's menu. */
export function RecordActionItems({ object, id }: { object: ObjectMeta; id: string }) {
  const { t } = useTranslation('workflows');
  const { actions, words, run } = useWorkflowActions(object, 'record');
  if (!actions.length) return null;
  return (
    <>
      <Menu.Label>{t('title')}</Menu.Label>
      {actions.map((action) => (
        <Menu.Item key={action.name} leftSection={<IconBolt size={16} stroke={1.6} />} onClick={() => run(action, { ids: [id] })}>
          {words(action)}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}
