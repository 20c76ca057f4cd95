import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '@/routing/roots';

export interface RecycleBinSearch {
  object?: string;
}

const recycleBinRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/recycle-bin',
  validateSearch: (raw: Record<string, unknown>): RecycleBinSearch => (typeof raw.object === 'string' ? { object: raw.object } : {}),
  component: lazyRouteComponent(() => import('./RecycleBinPage')),
});

export const recycleBinRoutes = [recycleBinRoute] as const;
