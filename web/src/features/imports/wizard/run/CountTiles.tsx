import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import type { ImportResult } from '../../model/types';
import classes from './run.module.css';

const COUNTS = ['created', 'updated', 'skipped', 'refused'] as const;

export function CountTiles({ result }: { result: ImportResult }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  return (
    <dl className={classes.counts}>
      {COUNTS.map((count) => (
        <div key={count} data-count={count} data-none={result[count] === 0 || undefined}>
          <dt>{t(`counts.${count}`)}</dt>
          <dd>{format.number(result[count])}</dd>
        </div>
      ))}
    </dl>
  );
}
