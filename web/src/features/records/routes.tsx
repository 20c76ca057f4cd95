import { createRoute } from '@tanstack/react-router';
import { shellRoute } from '@/routing/roots';

const recordRoute = createRoute({ getParentRoute: () => shellRoute, path: '/o/$object/$id', component: () => null });
const recycleBinRoute = createRoute({ getParentRoute: () => shellRoute, path: '/recycle-bin', component: () => null });

export const recordRoutes = [recordRoute, recycleBinRoute] as const;
