import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '@/routing/roots';

const duplicatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/o/$object/duplicates',
  component: lazyRouteComponent(() => import('./DuplicatesPage')),
});

export const duplicateRoutes = [duplicatesRoute] as const;
