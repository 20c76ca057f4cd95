/** An object as somebody has it who holds one permission set alone. */
import type { ObjectMeta } from '@/api/types';
import type { Definition } from '@/features/permissions/types';

const OTHERS = '*';

export function seenWith(meta: ObjectMeta, rights: Definition): ObjectMeta {
  const verbsOf = (object: string) => rights.objects[object] ?? rights.objects[OTHERS] ?? [];
  const verbs = verbsOf(meta.name);
  const limits = rights.fields[meta.name] ?? {};
  const reads = verbs.includes('read');
  const writes = verbs.includes('update');
  return {
    ...meta,
    fields: reads ? meta.fields.filter(({ name }) => limits[name] !== 'hidden').map((field) => (limits[field.name] === 'read' || !writes ? { ...field, read_only: true } : field)) : [],
    relations: meta.relations.filter(({ object, field, outward }) => verbsOf(object).includes('read') && (rights.fields[outward ? meta.name : object]?.[field] ?? '') !== 'hidden'),
    permissions: { ...meta.permissions, read: reads, update: writes },
  };
}
