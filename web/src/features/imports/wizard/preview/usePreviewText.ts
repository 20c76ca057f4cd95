import { useCallback } from 'react';
import type { FieldMeta } from '@/api/types';
import { isYear } from '@/ui/fields/kinds';
import { formatDateTime } from '@/ui/format';
import { useFormat } from '@/ui/useFormat';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A moment without an offset is wall-clock time in the reader's own time zone: it is shown as it stands. */
const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** What was read, as the reader's language writes it; what could not be read stays as it stands in the file. */
export function usePreviewText(): (field: FieldMeta, text: string) => string {
  const format = useFormat();
  return useCallback(
    (field: FieldMeta, text: string) => {
      if (field.type === 'date' && DAY.test(text)) return format.date(text);
      if (field.type === 'datetime' && WALL_CLOCK.test(text)) return formatDateTime(`${text}Z`, { ...format.context, timezone: 'UTC' });
      if (!NUMBER.test(text) || isYear(field)) return text;
      if (field.type === 'money') return format.money(text);
      if (field.type === 'integer' || field.type === 'number') return format.number(text);
      return field.type === 'percent' ? format.percent(text) : text;
    },
    [format],
  );
}
