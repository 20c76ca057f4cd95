import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '@/routing/roots';
import { readListSearch } from './search';

export const listRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/o/$object',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./ObjectPage')),
});

export const listRoutes = [listRoute] as const;
