/** What must change together with a field: another pipeline means that pipeline's first stage. */
import type { FieldMeta, FieldScalar, ObjectMeta, RecordValues } from '@/api/types';

export function dependentValues(meta: ObjectMeta, field: FieldMeta, value: FieldScalar | undefined): RecordValues {
  if (field.name !== 'pipeline') return {};
  const stage = meta.fields.find((one) => one.type === 'stage');
  const first = meta.pipelines.find(({ key }) => key === value)?.stages[0];
  return stage && first ? { [stage.name]: first.key } : {};
}
