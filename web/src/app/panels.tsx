/** The components behind `openPanel` of routing/panels.ts. Features add theirs here, loaded when first opened. */
import { lazy, Suspense } from 'react';
import { CreateShortcut } from '@/features/records/CreateShortcut';
import { closePanel, useOpenPanel } from '@/routing/panels';

const AccessPanel = lazy(() => import('@/features/sharing/AccessPanel'));
const HandOverPanel = lazy(() => import('@/features/hand_overs/HandOverPanel'));
const QuickCreate = lazy(() => import('@/features/records/QuickCreate'));

export function Panels() {
  const panel = useOpenPanel();
  return (
    <>
      <CreateShortcut />
      <Suspense fallback={null}>{panel?.name === 'create' && <QuickCreate {...panel} onClose={closePanel} />}</Suspense>
      <Suspense fallback={null}>{panel?.name === 'access' && <AccessPanel key={panel.id} {...panel} onClose={closePanel} />}</Suspense>
      <Suspense fallback={null}>{panel?.name === 'handOver' && <HandOverPanel key={panel.id} {...panel} onClose={closePanel} />}</Suspense>
    </>
  );
}
