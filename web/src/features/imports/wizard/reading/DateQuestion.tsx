import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { readAs, tellingSample } from '../../model/dates';
import type { DateFormat, ImportState } from '../../model/types';
import { QuestionCard } from './QuestionCard';

/** Dates that fit two orders: only a person knows which is meant. */
export function DateQuestion({ state, onAnswer }: { state: ImportState; onAnswer: (order: DateFormat) => void }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const columns = state.columns.filter((column) => column.questions.some(({ kind }) => kind === 'date_order'));
  const first = columns[0];
  if (!first) return null;
  const sample = tellingSample(columns.flatMap((column) => column.samples)) ?? '';
  const choices = (first.questions.find(({ kind }) => kind === 'date_order')?.choices ?? []) as DateFormat[];
  return (
    <QuestionCard
      question={t('questions.date', { sample })}
      why={t('questions.dateWhy', { columns: columns.map((column) => column.name).join(t('listSeparator')) })}
      value={state.options.date_format ?? null}
      onAnswer={(order) => onAnswer(order as DateFormat)}
      answers={choices.map((order) => {
        const date = readAs(sample, order);
        return { value: order, title: date ? format.date(date) : t(`dates.${order}`), example: t(`dates.${order}`) };
      })}
    />
  );
}
