import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '@/routing/roots';

const designerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/forms/$name',
  component: lazyRouteComponent(() => import('./designer/DesignerPage')),
});

const submissionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/forms/$name/submissions',
  component: lazyRouteComponent(() => import('./submissions/SubmissionsPage')),
});

export const formRoutes = [designerRoute, submissionsRoute] as const;
