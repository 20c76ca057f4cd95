/** Lists of linked records: how they are told from other values, edited and sent. Pure functions. */
import type { FieldScalar, LinkedRecords, Lookup } from './types';

export const NO_LINKS: LinkedRecords = { items: [], count: { value: 0, capped: false } };

export function isLinked(value: FieldScalar | undefined): value is LinkedRecords {
  return typeof value === 'object' && value !== null && 'items' in value;
}

export function withLink(links: LinkedRecords, record: Lookup): LinkedRecords {
  if (links.items.some(({ id }) => id === record.id)) return links;
  const back = links.remove?.includes(record.id);
  return {
    items: [...links.items, record],
    count: counted(links, 1),
    add: back ? links.add : [...(links.add ?? []), record.id],
    remove: links.remove?.filter((id) => id !== record.id),
  };
}

export function withoutLink(links: LinkedRecords, id: string): LinkedRecords {
  const isNew = links.add?.includes(id);
  return {
    items: links.items.filter((one) => one.id !== id),
    count: counted(links, -1),
    add: links.add?.filter((one) => one !== id),
    remove: isNew ? links.remove : [...(links.remove ?? []), id],
  };
}

/** What is written: only what changes, as those beyond the first are not known here. */
export function linksToSend(links: LinkedRecords): { add: string[]; remove: string[] } {
  return { add: links.add ?? [], remove: links.remove ?? [] };
}

export function isUnchanged(links: LinkedRecords): boolean {
  return !links.add?.length && !links.remove?.length;
}

const counted = ({ count }: LinkedRecords, step: number) => (count.capped ? count : { ...count, value: count.value + step });
