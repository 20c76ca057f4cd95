import { useKnownObject } from '@/api/objects';
import { cssColorOf } from './colors';
import { iconNamed } from './objectIcons';

const UNCOLOURED = 'gray';

/** The icon of an object as its metadata has it, in the colour of one that the company added. */
export function ObjectIcon({ object, icon, size = 18 }: { object: string; icon?: string; size?: number }) {
  const meta = useKnownObject(object);
  const Shape = iconNamed(icon ?? meta?.icon);
  const color = meta?.custom && meta.custom.color !== UNCOLOURED ? cssColorOf(meta.custom.color) : undefined;
  return <Shape size={size} stroke={1.6} aria-hidden style={{ flex: 'none', color }} />;
}
