import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { SidePanel } from '@/ui/SidePanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { HandOverForm } from './HandOverForm';
import { HandOverProgress } from './HandOverProgress';
import { useHandOver } from './calls';
import classes from './HandOver.module.css';

interface HandOverPanelProps {
  id: string;
  title: string;
  onClose: () => void;
}

/** Everything that somebody owns goes to colleagues: chosen here, watched here, taken back here. */
export default function HandOverPanel({ id, title, onClose }: HandOverPanelProps) {
  const { t } = useTranslation('hand_overs');
  const found = useHandOver(id);
  const [started, setStarted] = useState<string | null>(null);
  const [startedSet, setStartedSet] = useState<string | null>(null);
  const running = started ?? found.data?.job_id ?? null;
  // A hand-over that was under way when the panel opened is shown to its end too.
  const [watched, setWatched] = useState<string | null>(null);
  if (running && watched !== running) setWatched(running);
  const again = () => {
    setStarted(null);
    setStartedSet(null);
    setWatched(null);
    void found.refetch();
  };
  return (
    <SidePanel title={t('title', { name: title })} onClose={onClose}>
      <div className={classes.body}>
        <ProblemPanel error={found.error} onRetry={() => void found.refetch()} />
        {found.isPending && <BlockSkeleton lines={6} />}
        {watched && <HandOverProgress key={watched} userId={id} jobId={watched} changeSetId={startedSet} onAgain={again} />}
        {!watched && found.data && (
          <HandOverForm
            found={found.data}
            onStarted={(jobId, changeSetId) => {
              setStarted(jobId);
              setStartedSet(changeSetId);
            }}
          />
        )}
      </div>
    </SidePanel>
  );
}
