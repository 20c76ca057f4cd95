import { useNavigate } from '@tanstack/react-router';
import { useMaybeObject } from '@/api/objects';
import type { PanelRequests } from '@/routing/panels';
import { SidePanel } from '@/ui/SidePanel';
import { CreateForm } from './create/CreateForm';
import { KindMenu } from './create/KindMenu';

export type QuickCreateProps = PanelRequests['create'] & { onClose: () => void };

/** Creates a record from anywhere. Without a caller that waits for it, the new record is shown. */
export default function QuickCreate({ object, defaults, onCreated, onClose }: QuickCreateProps) {
  const navigate = useNavigate();
  const meta = useMaybeObject(object);
  if (!meta) return null;
  const created = (id: string, another: boolean) => {
    onCreated?.(id);
    if (another) return;
    onClose();
    // A task is noted in passing; people and deals are what one goes on working with.
    if (!onCreated && object !== 'activity') void navigate({ to: '/o/$object/$id', params: { object, id } });
  };
  return (
    <SidePanel onClose={onClose} title={<KindMenu meta={meta} fixed={defaults !== undefined} />}>
      <CreateForm key={object} meta={meta} given={defaults} onCreated={created} />
    </SidePanel>
  );
}
