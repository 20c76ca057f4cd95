/** Composition of all routes. A feature brings its own in features/<name>/routes.tsx and is listed here. */
import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { approvalRoutes, letterRoutes } from '@/features/approvals/routes';
import { authRoutes } from '@/features/auth/routes';
import { importRoutes } from '@/features/imports/routes';
import { duplicateRoutes } from '@/features/duplicates/routes';
import { listRoutes } from '@/features/lists/routes';
import { myDayRoutes } from '@/features/my_day/routes';
import { recordRoutes } from '@/features/records/routes';
import { reportRoutes } from '@/features/reports/routes';
import { settingsRoutes } from '@/features/settings/routes';
import { formRoutes } from '@/features/forms/routes';
import { layoutRoutes } from '@/features/layouts/routes';
import { workflowRoutes } from '@/features/workflows/routes';
import { rootRoute, shellRoute } from '@/routing/roots';
import { PageSkeleton } from '@/ui/Skeletons';
import { NotFound } from '@/ui/NotFound';
import { ProblemPage } from './FailurePages';
import { Shell } from './shell/Shell';

shellRoute.update({ component: Shell });

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/my-day', replace: true });
  },
});

const routeTree = rootRoute.addChildren([
  ...authRoutes,
  ...letterRoutes,
  shellRoute.addChildren([
    homeRoute,
    ...duplicateRoutes,
    ...listRoutes,
    ...recordRoutes,
    ...myDayRoutes,
    ...importRoutes,
    ...reportRoutes,
    ...settingsRoutes,
    ...workflowRoutes,
    ...formRoutes,
    ...layoutRoutes,
    ...approvalRoutes,
  ]),
]);

export function buildRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: PageSkeleton,
    defaultPendingMs: 150,
    defaultErrorComponent: ProblemPage,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
    parseSearch,
    stringifySearch,
  });
}

/** Plain query strings: conditions stay readable in the address instead of being JSON-quoted. */
function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

function stringifySearch(search: Record<string, unknown>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text ? `?${text}` : '';
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof buildRouter>;
  }
}
