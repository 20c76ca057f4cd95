import { useHotkeys } from '@mantine/hooks';
import { useRouterState } from '@tanstack/react-router';
import { useObjects } from '@/api/objects';
import { openPanel, useOpenPanel } from '@/routing/panels';
import { objectToCreate } from './create/objectToCreate';

/** `c` creates: on a list or a record another one of its kind, elsewhere a task. The panel's title changes the kind. */
export function CreateShortcut() {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const busy = useOpenPanel() !== null;
  const object = objectToCreate(path, useObjects());
  useHotkeys([['c', () => object && !busy && openPanel({ name: 'create', object })]]);
  return null;
}
