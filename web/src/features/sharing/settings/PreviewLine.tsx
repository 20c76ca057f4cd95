import { Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RecordLink } from '@/ui/RecordLink';
import { useFormat } from '@/ui/useFormat';
import { usePreview } from '../calls';
import type { PreviewRequest } from '../types';
import classes from '../Sharing.module.css';

/** What a change would do, before it is made: how many records, and some of them by name. */
export function PreviewLine({ request }: { request: PreviewRequest | null }) {
  const { t } = useTranslation('sharing');
  const format = useFormat();
  const [settled] = useDebouncedValue(request, 400);
  const preview = usePreview(settled);
  if (!request) return null;
  if (preview.error) return <ProblemPanel error={preview.error} />;
  if (!preview.data) return <Loader size="xs" />;
  const { examined, total, gained, lost, sample } = preview.data;
  const named = sample.filter(({ name }) => name !== null).slice(0, 5);
  return (
    <div role="status" className={classes.soft}>
      {gained === 0 && lost === 0 && t('preview.nothing')}
      {gained > 0 && t('preview.gained', { count: gained, shown: format.number(gained) })} {lost > 0 && t('preview.lost', { count: lost, shown: format.number(lost) })}{' '}
      {examined < total && t('preview.partly', { examined: format.number(examined), total: format.number(total) })}
      {named.length > 0 && (
        <>
          <br />
          {t('preview.such')}{' '}
          {named.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <RecordLink object={request.object} id={id}>{name}</RecordLink>
            </span>
          ))}
        </>
      )}
    </div>
  );
}
