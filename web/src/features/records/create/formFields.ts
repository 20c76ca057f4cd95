/** Which fields a new record asks for, in which order, and with what it begins. Pure functions. */
import type { FieldMeta, FormSection, ObjectMeta, RecordValues, SessionUser } from '@/api/types';

export interface CreateFields {
  /** Shown at once: what must be filled in, what the opener filled in, and what people fill in most. */
  first: FieldMeta[];
  /** Behind "more fields", in the form's sections. */
  more: (Omit<FormSection, 'fields'> & { fields: FieldMeta[] })[];
}

const MOST = 7;
const FIRST_OF_ACTIVITY = ['type', 'due_at', 'account', 'contact', 'deal', 'body'];

/** `quick` are the fields that a layout asks for first, in its order. */
export function createFields(meta: ObjectMeta, given: RecordValues = {}, quick: string[] | null = null): CreateFields {
  const writable = meta.layouts.form.flatMap(({ fields }) => fields).flatMap((name) => meta.fields.filter((field) => field.name === name && !field.read_only));
  const all = [...writable, ...meta.fields.filter((field) => field.required && !field.read_only && !writable.includes(field))];
  const named = (names: string[]) => names.flatMap((name) => all.filter((field) => field.name === name));
  if (quick) {
    const asked = named(quick);
    const missing = all.filter((field) => !asked.includes(field) && (field.required || field.name in given));
    const first = [...new Set([...asked, ...missing])];
    return { first, more: behind(meta, writable, first) };
  }
  const wanted = [
    ...all.filter(({ name }) => name === meta.title_field),
    ...all.filter(({ required }) => required),
    ...named(Object.keys(given)),
    ...(meta.name === 'activity' ? named(FIRST_OF_ACTIVITY) : []),
    ...named(meta.layouts.list),
    ...named(meta.layouts.header),
  ];
  const unique = [...new Set(wanted)];
  const must = unique.filter((field) => field.required || field.name === meta.title_field || field.name in given);
  const first = unique.filter((field, index) => must.includes(field) || index < MOST);
  return { first: inReadingOrder(first, all, must), more: behind(meta, writable, first) };
}

function behind(meta: ObjectMeta, writable: FieldMeta[], first: FieldMeta[]): CreateFields['more'] {
  return meta.layouts.form
    .map((section) => ({ ...section, fields: section.fields.flatMap((name) => writable.filter((field) => field.name === name && !first.includes(field))) }))
    .filter(({ fields }) => fields.length);
}

/** The name and other musts first, the rest as the form has them. */
function inReadingOrder(fields: FieldMeta[], form: FieldMeta[], must: FieldMeta[]): FieldMeta[] {
  const place = (field: FieldMeta) => (must.includes(field) ? 0 : 1000) + form.indexOf(field);
  return [...fields].sort((left, right) => place(left) - place(right));
}

export function startingValues(meta: ObjectMeta, user: Pick<SessionUser, 'id' | 'name'>, currency: string, given: RecordValues = {}): RecordValues {
  const values: RecordValues = {};
  for (const field of meta.fields) {
    if (field.read_only) continue;
    const preset = field.default;
    if (typeof preset === 'string' || typeof preset === 'number' || typeof preset === 'boolean') values[field.name] = preset;
  }
  if (meta.fields.some(({ name, target }) => name === 'owner' && target === 'user')) values.owner = { id: user.id, name: user.name };
  if (meta.fields.some(({ name, read_only }) => name === 'currency' && !read_only)) values.currency ??= currency;
  const merged = { ...values, ...given };
  return { ...merged, ...stageOf(meta, merged) };
}

/** A record with stages begins at the first stage of its pipeline. */
export function stageOf(meta: ObjectMeta, values: RecordValues): RecordValues {
  const stage = meta.fields.find(({ type }) => type === 'stage');
  const pipeline = meta.pipelines.find(({ key }) => key === values.pipeline) ?? meta.pipelines[0];
  if (!stage || !pipeline) return {};
  const fits = pipeline.stages.some(({ key }) => key === values[stage.name]);
  return { pipeline: pipeline.key, [stage.name]: fits ? values[stage.name] : pipeline.stages[0]?.key };
}

/** What is sent: only what has a value. */
export function filled(values: RecordValues): RecordValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''));
}

const WIDE = new Set(['long_text', 'rich_text', 'address', 'currency_amount', 'url', 'lookup', 'mixed_lookup', 'links', 'datetime', 'file', 'image']);

/** Fields that take the whole row: long ones, and short ones that find no neighbour. */
export function wideFields(meta: ObjectMeta, fields: FieldMeta[]): ReadonlySet<string> {
  const wide = new Set(fields.filter(({ name, type }) => name === meta.title_field || WIDE.has(type)).map(({ name }) => name));
  let open: string | null = null;
  for (const { name } of fields) {
    if (wide.has(name)) {
      if (open) wide.add(open);
      open = null;
    } else open = open ? null : name;
  }
  return open ? wide.add(open) : wide;
}
