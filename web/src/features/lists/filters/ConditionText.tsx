import { useObjects } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import { resolvePath, type Condition, type PathMeta } from './model';
import { parseFilter } from './parse';
import { useConditionWords } from './useFilterWords';

/** A condition as words where it is simple, as it is written where it is not. */
export function ConditionText({ object, condition }: { object: ObjectMeta; condition: string }) {
  const objects = useObjects();
  const parts = parseFilter(condition, (path) => resolvePath(objects, object, path)?.field.type);
  const metas = (parts ?? []).map((one) => resolvePath(objects, object, one.path));
  if (!parts || metas.includes(null)) return <code style={{ overflowWrap: 'anywhere' }}>{condition}</code>;
  return (
    <span>
      {parts.map((one, at) => (
        <span key={at}>
          {at > 0 && ' · '}
          <Words condition={one} meta={metas[at] as PathMeta} />
        </span>
      ))}
    </span>
  );
}

function Words({ condition, meta }: { condition: Condition; meta: PathMeta }) {
  const words = useConditionWords(condition, meta);
  return <>{[words.field, words.operator, words.value].filter(Boolean).join(' ')}</>;
}
