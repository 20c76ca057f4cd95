/** Which kind of record a person most likely wants to make where he is. */
import type { ObjectMeta } from '@/api/types';

export function creatableObjects(objects: ObjectMeta[]): ObjectMeta[] {
  return objects.filter(({ name, permissions }) => permissions.create && name !== 'user');
}

export function objectToCreate(path: string, objects: ObjectMeta[]): string | null {
  const creatable = creatableObjects(objects).map(({ name }) => name);
  const here = /^\/o\/([^/]+)/.exec(path)?.[1];
  return [here, 'activity', creatable[0]].find((name) => name !== undefined && creatable.includes(name)) ?? null;
}
