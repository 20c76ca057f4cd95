import { useDocumentTitle, useMediaQuery } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useApproval } from '../calls';
import { DecisionBar } from '../requests/DecisionBar';
import { RequestView } from '../requests/RequestView';
import classes from './Inbox.module.css';

const route = getRouteApi('/shell/approvals/$id');

/** One request with its decision at hand; on a phone it fills the screen, the buttons under the thumb. */
export default function RequestPane() {
  const { t } = useTranslation('approvals');
  const { id } = route.useParams();
  const search = route.useSearch();
  const phone = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false }) ?? false;
  const request = useApproval(id);
  useDocumentTitle(`${request.data?.record.title ?? t('title')} · Guanxi`);
  return (
    <div className={classes.request}>
      {phone && (
        <Link to="/approvals" search={search} className={classes.back}>
          <IconArrowLeft size={18} aria-hidden /> {t('title')}
        </Link>
      )}
      <div className={classes.requestBody}>
        <ProblemPanel error={request.error} onRetry={() => void request.refetch()} />
        {request.isPending && <BlockSkeleton lines={8} />}
        {request.data && <RequestView key={id} request={request.data} />}
      </div>
      {request.data && <DecisionBar key={`bar ${id}`} request={request.data} fixed />}
    </div>
  );
}
