import { useCallback } from 'react';
import type { FieldMeta } from '@/api/types';
import { isYear } from '@/ui/fields/kinds';
import { useFormat } from '@/ui/useFormat';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** What was read, as the reader's language writes it; what could not be read stays as it stands in the file. */
export function usePreviewText(): (field: FieldMeta, text: string) => string {
  const format = useFormat();
  return useCallback(
    (field: FieldMeta, text: string) => {
      if (field.type === 'date' && DAY.test(text)) return format.date(text);
      if (!NUMBER.test(text) || isYear(field)) return text;
      if (field.type === 'money') return format.money(text);
      if (field.type === 'integer' || field.type === 'number') return format.number(text);
      return field.type === 'percent' ? format.percent(text) : text;
    },
    [format],
  );
}
