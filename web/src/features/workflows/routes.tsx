import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '@/routing/roots';

const editorRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/workflows/$name',
  component: lazyRouteComponent(() => import('./editor/EditorPage')),
});

export const workflowRoutes = [editorRoute] as const;
