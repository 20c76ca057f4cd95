import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { SidePanel } from '@/ui/SidePanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useApproval } from '../calls';
import { DecisionBar } from '../requests/DecisionBar';
import { RequestView } from '../requests/RequestView';
import classes from './Record.module.css';

/** A request beside the record that it is about. */
export function RequestPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('approvals');
  const request = useApproval(id);
  return (
    <SidePanel title={t('title')} onClose={onClose}>
      <div className={classes.panel}>
        <ProblemPanel error={request.error} onRetry={() => void request.refetch()} />
        {request.isPending && <BlockSkeleton lines={8} />}
        {request.data && <RequestView request={request.data} summary={false} />}
      </div>
      {request.data && request.data.may.length > 0 && (
        <div className={classes.panelFoot}>
          <DecisionBar request={request.data} />
        </div>
      )}
    </SidePanel>
  );
}
