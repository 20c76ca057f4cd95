/** Which fields a form asks for now: the first ones, and the others in their sections. */
import { useState } from 'react';
import type { FieldMeta, ObjectMeta, RecordValues } from '@/api/types';
import { conditionalSections, type Shape } from '@/features/layouts/shape';
import { createFields, type CreateFields } from './formFields';

export interface Asked extends CreateFields {
  /** Sections of which a condition decides: they show themselves, also where others wait behind "more". */
  telling: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** What is asked for first does not jump while a form is being filled in: it is chosen once for each layout. */
export function useAsked(meta: ObjectMeta, given: RecordValues | undefined, shaped: ObjectMeta, shape: Shape | null): Asked {
  const layout = shape?.layout.name ?? null;
  const choose = () => ({ layout, names: createFields(shaped, given, shape?.layout.quick_create ?? null).first.map(({ name }) => name) });
  const [chosen, setChosen] = useState(choose);
  let { names } = chosen;
  if (chosen.layout !== layout) {
    const again = choose();
    setChosen(again);
    names = again.names;
  }
  const required = (name: string) => meta.fields.some((field) => field.name === name && field.required);
  const first = names
    .filter((name) => !shape?.hidden.has(name) || required(name))
    .flatMap((name): FieldMeta[] => shaped.fields.filter((field) => field.name === name));
  const { more } = createFields(shaped, given, names);
  return { first, more, telling: shape ? conditionalSections(shape) : NONE };
}
