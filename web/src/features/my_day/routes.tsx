import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '@/routing/roots';
import { myDayQuery } from './calls';

const myDayRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/my-day',
  loader: ({ context }) => void context.client.prefetchQuery(myDayQuery),
  component: lazyRouteComponent(() => import('./MyDayPage')),
});

export const myDayRoutes = [myDayRoute] as const;
