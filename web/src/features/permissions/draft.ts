/** Changing a definition step by step. Every step keeps it one that the server takes: nothing without the right to read. */
import type { Definition, Reach } from './types';

export const OTHERS = '*';

/** An object that is not named has what "*" gives. */
export function verbsOf(definition: Definition, object: string): string[] {
  return definition.objects[object] ?? definition.objects[OTHERS] ?? [];
}

export function isNamed(definition: Definition, object: string): boolean {
  return object in definition.objects;
}

export function withVerb(definition: Definition, object: string, verb: string, on: boolean): Definition {
  const before = verbsOf(definition, object);
  let verbs = on ? [...new Set([...before, verb])] : before.filter((one) => one !== verb);
  if (on) verbs = [...new Set(['read', ...verbs])];
  if (!on && verb === 'read') verbs = [];
  return { ...definition, objects: { ...definition.objects, [object]: verbs } };
}

/** Back to what all other objects have. */
export function withoutObject(definition: Definition, object: string): Definition {
  const { [object]: _, ...objects } = definition.objects;
  return { ...definition, objects };
}

export function reachOf(definition: Definition, object: string, field: string): Reach {
  return (definition.fields[object]?.[field] as Reach | undefined) ?? 'edit';
}

export function withReach(definition: Definition, object: string, field: string, reach: Reach): Definition {
  const { [field]: _, ...limits } = definition.fields[object] ?? {};
  if (reach !== 'edit') limits[field] = reach;
  const { [object]: __, ...fields } = definition.fields;
  if (Object.keys(limits).length) fields[object] = limits;
  return { ...definition, fields };
}

export function withArea(definition: Definition, area: string, on: boolean): Definition {
  return { ...definition, areas: on ? [...definition.areas, area] : definition.areas.filter((one) => one !== area) };
}

export function isSame(one: Definition, other: Definition): boolean {
  return canonical(one) === canonical(other);
}

function canonical({ objects, fields, areas }: Definition): string {
  const sorted = (entries: Record<string, unknown>) => Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    sorted(objects).map(([name, verbs]) => [name, [...(verbs as string[])].sort()]),
    sorted(fields).map(([name, limits]) => [name, sorted(limits as Record<string, string>)]),
    [...areas].sort(),
  ]);
}
