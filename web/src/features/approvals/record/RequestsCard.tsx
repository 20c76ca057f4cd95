import { useState, type ComponentType, type ReactNode } from 'react';
import { IconRubberStamp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { useRecordApprovals } from '../calls';
import { StateBadge } from '../requests/StateBadge';
import { RequestPanel } from './RequestPanel';
import classes from './Record.module.css';

interface RequestsCardProps {
  object: string;
  id: string;
  Card: ComponentType<{ title: string; icon?: ReactNode; count?: string; children: ReactNode }>;
}

/** What was asked about a record, and what became of it; nothing where nobody ever asked. */
export function RequestsCard({ object, id, Card }: RequestsCardProps) {
  const { t } = useTranslation('approvals');
  const format = useFormat();
  const [open, setOpen] = useState<string | null>(null);
  const requests = useRecordApprovals(object, id, object !== 'user').data?.requests ?? [];
  if (!requests.length) return null;
  return (
    <Card title={t('title')} icon={<IconRubberStamp size={16} stroke={1.6} />} count={String(requests.length)}>
      <ul className={classes.requests}>
        {requests.map((one) => (
          <li key={one.id}>
            <button type="button" className={classes.request} aria-haspopup="dialog" onClick={() => setOpen(one.id)}>
              <span className={classes.requestName}>{one.label}</span>
              <StateBadge state={one.state} />
              <span className={classes.soft}>{one.submitter.name} · {format.relative(one.finished_at ?? one.submitted_at)}</span>
            </button>
          </li>
        ))}
      </ul>
      {open && <RequestPanel key={open} id={open} onClose={() => setOpen(null)} />}
    </Card>
  );
}
