import { useSharing } from '../calls';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { DefaultsCard } from './DefaultsCard';
import { RulesCard } from './RulesCard';
import { Work } from './Work';

/** What the company shares by default, the rules that add to it, and how far records follow. */
export default function SharingPage() {
  const sharing = useSharing();
  if (sharing.isPending) return <BlockSkeleton lines={8} />;
  if (!sharing.data) return <ProblemPanel error={sharing.error} onRetry={() => void sharing.refetch()} />;
  return (
    <>
      <Work job={sharing.data.job} />
      <DefaultsCard objects={sharing.data.data} />
      <RulesCard objects={sharing.data.data} />
    </>
  );
}
