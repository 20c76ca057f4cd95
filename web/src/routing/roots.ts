/**
 * The two parents that features hang their routes on: `rootRoute` for pages without the shell (sign-in),
 * `shellRoute` for everything inside it, which lets nobody in without a session. app/router.tsx sets its component.
 */
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { objectsQuery } from '@/api/objects';
import { sessionQuery } from '@/api/session';
import { currentLanguage } from '@/i18n';
import { enterWithProfile } from './enterWithProfile';

export interface RouterContext {
  client: QueryClient;
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({});

export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    if (!session) {
      const next = location.pathname === '/' ? undefined : location.href;
      throw redirect({ to: '/sign-in' as string, search: { next } as never });
    }
    await enterWithProfile(session);
    await context.client.ensureQueryData(objectsQuery(currentLanguage()));
  },
});
