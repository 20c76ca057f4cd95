import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import type { DecimalMark, ImportState } from '../../model/types';
import { decimalOf } from './choices';
import { QuestionCard } from './QuestionCard';

/** "1.234": one thousand or one and a bit? */
export function DecimalQuestion({ state, onAnswer }: { state: ImportState; onAnswer: (mark: DecimalMark) => void }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const columns = state.columns.filter((column) => column.questions.some(({ kind }) => kind === 'decimal'));
  const sample = columns.flatMap((column) => column.samples).find((text) => /[.,]\d{3}$/.test(text)) ?? columns[0]?.samples[0];
  if (sample === undefined) return null;
  return (
    <QuestionCard
      question={t('questions.decimal', { sample })}
      why={t('questions.decimalWhy', { columns: columns.map((column) => column.name).join(t('listSeparator')) })}
      value={state.options.decimal ?? null}
      onAnswer={(mark) => onAnswer(mark as DecimalMark)}
      answers={(['.', ','] as const).map((mark) => ({
        value: mark,
        title: format.number(numberOf(sample, mark)),
        example: t(`decimals.${decimalOf(mark)}`),
      }))}
    />
  );
}

function numberOf(text: string, mark: DecimalMark): number {
  const digits = text.replace(/[^\d.,-]/g, '');
  return Number(mark === '.' ? digits.replaceAll(',', '') : digits.replaceAll('.', '').replace(',', '.'));
}
