/** The layout of a record, also while somebody types. */
import { useMemo } from 'react';
import { useLayoutDecision, useLayouts, type RecordInQuestion } from '@/api/layouts';
import type { RecordValues } from '@/api/types';
import { shapeOf, type Shape } from './shape';
import { useAtOnce } from './useAtOnce';

export interface RecordLayout {
  /** Null for the object's own, which is also what there is when layouts cannot be read. */
  shape: Shape | null;
  /** Nothing can be drawn yet. */
  pending: boolean;
}

/** The server decides, by the conditions that it also reads records with; it is asked only about fields that matter to it. */
export function useRecordLayout(object: string, record: RecordInQuestion): RecordLayout {
  const layouts = useLayouts(object);
  const decided = Boolean(layouts.data?.decided);
  const reads = layouts.data?.reads;
  const told = useMemo(() => pick(record.values, reads ?? []), [record.values, reads]);
  const settled = useAtOnce(told);
  // What was saved is asked about at once, also while somebody has just typed.
  const values = Object.keys(told).length ? settled : told;
  const decision = useLayoutDecision(object, { id: record.id, version: record.version, values }, decided && (record.id === undefined || record.version !== undefined));
  const shape = useMemo(() => (layouts.data && (!decided || decision.data) ? shapeOf(layouts.data, decision.data) : null), [layouts.data, decided, decision.data]);
  return { shape, pending: layouts.isPending || (decided && decision.isPending) };
}

function pick(values: RecordValues, names: string[]): RecordValues {
  return Object.fromEntries(names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]));
}
