import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '@/routing/roots';
import { readImportSearch, readNewImportSearch } from './model/search';

const historyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports',
  component: lazyRouteComponent(() => import('./history/ImportsPage')),
});

const newImportRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports/new',
  validateSearch: readNewImportSearch,
  component: lazyRouteComponent(() => import('./upload/NewImportPage')),
});

const importRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports/$id',
  validateSearch: readImportSearch,
  component: lazyRouteComponent(() => import('./wizard/ImportPage')),
});

export const importRoutes = [historyRoute, newImportRoute, importRoute] as const;
