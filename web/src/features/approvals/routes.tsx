import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, shellRoute } from '@/routing/roots';

const processRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/approval-processes/$name',
  component: lazyRouteComponent(() => import('./designer/ProcessPage')),
});

export interface InboxSearch {
  state?: 'waiting' | 'done' | 'submitted';
}

const inboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/approvals',
  validateSearch: ({ state }: Record<string, unknown>): InboxSearch => (state === 'done' || state === 'submitted' ? { state } : {}),
  component: lazyRouteComponent(() => import('./inbox/InboxPage')),
});

const requestRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: '/$id',
  component: lazyRouteComponent(() => import('./inbox/RequestPane')),
});

/** Without signing in: for whoever comes out of an e-mail. */
const letterRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/approval-letters/$token',
  component: lazyRouteComponent(() => import('./letters/LetterPage')),
});

export const approvalRoutes = [processRoute, inboxRoute.addChildren([requestRoute])] as const;
export const letterRoutes = [letterRoute] as const;
