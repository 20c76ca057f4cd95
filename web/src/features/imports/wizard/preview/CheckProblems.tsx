import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import { useFormat } from '@/ui/useFormat';
import type { CheckProblem } from '../../model/types';
import classes from './CheckProblems.module.css';

const MOST = 6;

/** Why rows would be refused, the commonest reason first. */
export function CheckProblems({ problems, object }: { problems: CheckProblem[]; object: ObjectMeta }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  if (!problems.length) return null;
  return (
    <section className={classes.problems} aria-label={t('preview.problems')}>
      <Text size="sm" fw={600} mb={4}>
        {t('preview.problems')}
      </Text>
      <ul>
        {problems.slice(0, MOST).map((problem, index) => (
          <li key={index}>
            <span>
              {problem.field && <strong>{fieldOf(object, problem.field)?.label ?? problem.field}: </strong>}
              {problem.detail}
            </span>
            <span className="tabular">{t('values.rows', { count: problem.count, rows: format.number(problem.count) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
