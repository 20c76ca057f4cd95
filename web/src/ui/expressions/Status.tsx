import { useTranslation } from 'react-i18next';
import { useSentence } from '@/ui/useSentence';
import type { CheckedExpression, ExpressionProblem } from './types';
import classes from './Expressions.module.css';

export interface StatusProps {
  id: string;
  checked: CheckedExpression | undefined;
  problem: ExpressionProblem | null;
  /** The check itself was refused. */
  refused: unknown;
  error?: string;
  blank: boolean;
}

const TYPES = ['text', 'integer', 'number', 'money', 'date', 'datetime', 'boolean'] as const;

/** One line: what is wrong, or what it gives. */
export function Status({ id, checked, problem, refused, error, blank }: StatusProps) {
  const { t } = useTranslation('expressions');
  const sentence = useSentence();
  const wrong = problem?.message ?? error ?? (refused ? sentence(refused) : undefined);
  const type = TYPES.find((one) => one === checked?.type);
  return (
    <p id={id} className={classes.status} role="status" data-wrong={wrong !== undefined || undefined}>
      {wrong ?? (blank || !checked?.valid || !type ? t('hint') : t('gives', { type: t(`types.${type}`) }))}
    </p>
  );
}
