import { useTranslation } from 'react-i18next';
import { useObject } from '@/api/objects';
import { useRecord } from '@/api/records';
import { useFormat } from '@/ui/useFormat';
import { todayIn } from '../model/periods';
import { toQuery, type SalesSearch } from '../model/search';
import classes from './printed.module.css';

/** What the figures on paper are about; the controls themselves are not printed. */
export function PrintedFilters({ search }: { search: SalesSearch }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const owner = useRecord('user', search.owner);
  const pipeline = useObject('deal').pipelines.find((one) => one.key === search.pipeline);
  const { from, to } = toQuery(search, todayIn(format.context.timezone));
  const span = [from && format.date(from), to && format.date(to)].filter(Boolean).join(' – ');
  const parts = [span || t('periods.all'), pipeline?.label, owner.data?.name, search.office, search.filter].filter(Boolean);
  return <p className={classes.printed}>{parts.join(' · ')}</p>;
}
