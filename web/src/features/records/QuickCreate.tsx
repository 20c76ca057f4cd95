import { Drawer } from '@mantine/core';
import { useObject } from '@/api/objects';
import type { PanelRequests } from '@/routing/panels';

export type QuickCreateProps = PanelRequests['create'] & { onClose: () => void };

export default function QuickCreate({ object, onClose }: QuickCreateProps) {
  const meta = useObject(object);
  return <Drawer opened onClose={onClose} title={meta.label} />;
}
