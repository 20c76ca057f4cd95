import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMaybeObject } from '@/api/objects';
import type { PanelRequests } from '@/routing/panels';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { SidePanel } from '@/ui/SidePanel';
import { CreateForm } from './create/CreateForm';

export type QuickCreateProps = PanelRequests['create'] & { onClose: () => void };

/** Creates a record from anywhere. Without a caller that waits for it, the new record is shown. */
export default function QuickCreate({ object, defaults, onCreated, onClose }: QuickCreateProps) {
  const { t } = useTranslation('records');
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
    <SidePanel
      onClose={onClose}
      title={
        <>
          <ObjectIcon object={meta.name} icon={meta.icon} size={18} />
          {t('create.title', { object: meta.label })}
        </>
      }
    >
      <CreateForm key={object} meta={meta} given={defaults} onCreated={created} />
    </SidePanel>
  );
}
