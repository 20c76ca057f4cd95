import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '@/routing/roots';

const editorRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/layouts/$object/$name',
  component: lazyRouteComponent(() => import('./editor/EditorPage')),
});

export const layoutRoutes = [editorRoute] as const;
