/** The components behind `openPanel` of routing/panels.ts. Features add theirs here, loaded when first opened. */
import { lazy, Suspense } from 'react';
import { CreateShortcut } from '@/features/records/CreateShortcut';
import { closePanel, useOpenPanel } from '@/routing/panels';

const AccessPanel = lazy(() => import('@/features/sharing/AccessPanel'));
const QuickCreate = lazy(() => import('@/features/records/QuickCreate'));

export function Panels() {
  const panel = useOpenPanel();
  return (
    <>
      <CreateShortcut />
      <Suspense fallback={null}>{panel?.name === 'create' && <QuickCreate {...panel} onClose={closePanel} />}</Suspense>
      <Suspense fallback={null}>{panel?.name === 'access' && <AccessPanel {...panel} onClose={closePanel} />}</Suspense>
    </>
  );
}
