import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, shellRoute } from '@/routing/roots';

const processRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/approval-processes/$name',
  component: lazyRouteComponent(() => import('./designer/ProcessPage')),
});

export interface InboxSearch {
  state?: 'waiting' | 'done' | 'submitted' | 'open';
  /** Of everybody's open ones, see OpenFilters. */
  process?: string;
  approver?: string;
  /** The approver's name, to be shown. */
  person?: string;
  overdue?: boolean;
}

const SHOWN: readonly unknown[] = ['done', 'submitted', 'open'];
const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

const inboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/approvals',
  validateSearch: ({ state, process, approver, person, overdue }: Record<string, unknown>): InboxSearch => ({
    ...(SHOWN.includes(state) ? { state: state as 'done' } : {}),
    ...(state === 'open' ? { process: text(process), approver: text(approver), person: approver ? text(person) : undefined, overdue: overdue === true || undefined } : {}),
  }),
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
