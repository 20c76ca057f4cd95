/** Which options of a choice are offered: not retired ones, and only those that fit what the record has elsewhere. */
import type { FieldMeta, FieldOption, FieldScalar, RecordValues } from '@/api/types';

export const chosenIn = (value: FieldScalar | undefined): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : typeof value === 'string' && value ? [value] : []);

/** What is chosen already stays readable, whether it is still offered or not. */
export function offeredOptions(field: FieldMeta, record: RecordValues | undefined, chosen: readonly string[]): FieldOption[] {
  const pipeline = field.type === 'stage' ? record?.pipeline : undefined;
  const fits = fitting(field, record);
  return (field.options ?? []).filter(
    (option) => chosen.includes(option.value) || (!option.retired && (!pipeline || !option.pipeline || option.pipeline === pipeline) && (!fits || fits.has(option.value))),
  );
}

/** Null where anything fits: the options depend on nothing, or on what is not known here. */
function fitting(field: FieldMeta, record: RecordValues | undefined): Set<string> | null {
  const { depends_on: on } = field;
  if (!on || !record) return null;
  return new Set(chosenIn(record[on.field]).flatMap((value) => on.allowed[value] ?? []));
}

/** What is left of the choices that depend on a field once it has another value. */
export function choicesAfter(fields: readonly FieldMeta[], changed: FieldMeta, record: RecordValues): RecordValues {
  const after: RecordValues = {};
  const open = [changed.name];
  const seen = new Set(open);
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    for (const field of fields.filter(({ depends_on: on }) => on?.field === name)) {
      if (seen.has(field.name)) continue;
      const fits = fitting(field, { ...record, ...after });
      const kept = chosenIn(record[field.name]).filter((value) => fits?.has(value));
      if (kept.length === chosenIn(record[field.name]).length) continue;
      after[field.name] = field.type === 'multi_choice' && kept.length ? kept : null;
      seen.add(field.name);
      open.push(field.name);
    }
  }
  return after;
}
