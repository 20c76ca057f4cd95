/** What must change together with a field: another pipeline means that pipeline's first stage, another choice what depended on it. */
import type { FieldMeta, FieldScalar, ObjectMeta, RecordValues } from '@/api/types';
import { choicesAfter } from '@/ui/fields/choices';

export function dependentValues(meta: ObjectMeta, field: FieldMeta, value: FieldScalar | undefined, record: RecordValues): RecordValues {
  const choices = choicesAfter(meta.fields, field, { ...record, [field.name]: value });
  if (field.name !== 'pipeline') return choices;
  const stage = meta.fields.find((one) => one.type === 'stage');
  const first = meta.pipelines.find(({ key }) => key === value)?.stages[0];
  return stage && first ? { ...choices, [stage.name]: first.key } : choices;
}
