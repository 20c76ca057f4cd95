import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import type { ImportState } from '../model/types';

const COUNTS = ['created', 'updated', 'skipped', 'refused'] as const;

/** "8,800 created · 12 refused", or how many rows wait. */
export function useOutcomeSentence({ result, file, state }: ImportState): string {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const parts = COUNTS.flatMap((count) =>
    result?.[count] ? [t(`sentence.${count}`, { count: result[count], rows: format.number(result[count]) })] : [],
  );
  if (parts.length) return parts.join(' · ');
  if (state === 'done') return t('sentence.nothing');
  return file.rows ? t('sentence.rows', { count: file.rows, rows: format.number(file.rows) }) : '';
}
