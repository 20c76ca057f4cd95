import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { shellRoute } from '@/routing/roots';
import { readSalesSearch } from './model/search';

const reportsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/reports',
  beforeLoad: () => {
    throw redirect({ to: '/reports/sales' as string, replace: true });
  },
});

const salesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/reports/sales',
  validateSearch: readSalesSearch,
  component: lazyRouteComponent(() => import('./sales/SalesPage')),
});

export const reportRoutes = [reportsRoute, salesRoute] as const;
