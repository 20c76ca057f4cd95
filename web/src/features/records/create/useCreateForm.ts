/** The state of a quick-create form: values, errors at the fields, sending, beginning anew. */
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { useCreateRecord } from '@/api/recordWrites';
import { useSession } from '@/api/session';
import type { FieldMeta, FieldScalar, ObjectMeta, RecordValues } from '@/api/types';
import { choicesAfter } from '@/ui/fields/choices';
import { useSentence } from '@/ui/useSentence';
import { shapedMeta } from '@/features/layouts/shape';
import { useRecordLayout } from '@/features/layouts/useRecordLayout';
import { filled, stageOf, startingValues } from './formFields';

export interface CreateFormOptions {
  meta: ObjectMeta;
  given?: RecordValues;
  onCreated: (id: string, another: boolean) => void;
}

/** Half-filled forms outlive an accidental Esc, one per object and starting point. */
const drafts = new Map<string, RecordValues>();

export function useCreateForm({ meta, given, onCreated }: CreateFormOptions) {
  const { t } = useTranslation('records');
  const { user, tenant } = useSession();
  const sentence = useSentence();
  const create = useCreateRecord(meta.name);
  const draftKey = `${meta.name}|${JSON.stringify(given ?? {})}`;
  const [values, setValues] = useState<RecordValues>(() => drafts.get(draftKey) ?? startingValues(meta, user, tenant.currency, given));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  /** All that stood in the way were warnings of duplicates: sending again confirms them. */
  const [warned, setWarned] = useState(false);

  const { shape, pending } = useRecordLayout(meta.name, { values });
  /** The object as its layout asks for it, with what is typed so far. */
  const shaped = useMemo(() => (shape ? shapedMeta(meta, shape) : meta), [meta, shape]);

  const change = useCallback(
    (field: FieldMeta, value: FieldScalar) => {
      setErrors(({ [field.name]: _gone, ...rest }) => rest);
      setWarned(false);
      setValues((old) => {
        const written = { ...old, [field.name]: value };
        const next = { ...written, ...choicesAfter(meta.fields, field, written) };
        const changed = field.name === 'pipeline' ? { ...next, ...stageOf(meta, next) } : next;
        drafts.set(draftKey, changed);
        return changed;
      });
    },
    [draftKey, meta],
  );

  /** Without what was typed into fields that have gone from the form since. */
  const shown = (all: RecordValues): RecordValues => Object.fromEntries(Object.entries(all).filter(([name]) => !shape?.hidden.has(name) || (given && name in given)));

  const submit = (another: boolean) => {
    if (create.isPending) return;
    const missing = shaped.fields.filter((field) => field.required && !field.read_only && isBlank(values[field.name]));
    if (missing.length) return setErrors(Object.fromEntries(missing.map((field) => [field.name, t('create.required', { field: field.label })])));
    setProblem(null);
    create.mutate(
      { allowDuplicates: warned, values: filled(shown(values)), message: t('create.created', { object: meta.label, name: String(values[meta.title_field] ?? '') }) },
      {
        onSuccess: ({ ids }) => {
          drafts.delete(draftKey);
          setWarned(false);
          if (another) setValues(startingValues(meta, user, tenant.currency, given));
          onCreated(ids[0] ?? '', another);
        },
        onError: (error) => {
          const byField = isProblem(error) ? error.byField() : {};
          const known = Object.fromEntries(Object.entries(byField).filter(([name]) => meta.fields.some((field) => field.name === name)));
          setErrors(known);
          // What is about the record as a whole is told above the form.
          const others = isProblem(error) ? error.errors.filter(({ field }) => !known[field]).map(({ detail }) => detail) : [];
          setProblem(others.length ? others.join(' ') : Object.keys(known).length ? null : sentence(error));
          setWarned(isProblem(error) && error.errors.length > 0 && error.errors.every(({ code }) => code === 'duplicate_found'));
        },
      },
    );
  };

  return { shape, shaped, pending, values, errors, problem, warned, change, submit, sending: create.isPending };
}

function isBlank(value: FieldScalar | undefined): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}
