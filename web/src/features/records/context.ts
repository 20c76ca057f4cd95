import { createContext, useContext } from 'react';
import type { CrmRecord, FieldScalar, ObjectMeta, RecordValues } from '@/api/types';
import type { SaveAnswer } from './useRecordSaving';

/** The record on the page and the one way to change it; given to every inline editor. */
export interface RecordEditing {
  meta: ObjectMeta;
  record: CrmRecord;
  editable: boolean;
  /** Why a field is closed at the moment, although the person may edit the record; null where it is open. */
  closed: (field: string) => string | null;
  /** What stands in an open editor, for parts of the page that depend on it; `undefined` once it is closed without saving. */
  onType: (name: string, value: FieldScalar | undefined) => void;
  /** `onRefused` says whether it took care of a refusal; otherwise the person is told. */
  save: (values: RecordValues, base: CrmRecord, onRefused?: (error: unknown) => boolean) => Promise<SaveAnswer>;
}

export const RecordContext = createContext<RecordEditing | null>(null);

export function useRecordEditing(): RecordEditing {
  const editing = useContext(RecordContext);
  if (!editing) throw new Error('An inline editor stands outside a record page.');
  return editing;
}
