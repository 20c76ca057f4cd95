import { createRoute } from '@tanstack/react-router';
import { shellRoute } from '@/routing/roots';

const placeholder = createRoute({ getParentRoute: () => shellRoute, path: '/reports', component: () => null });

export const reportRoutes = [placeholder] as const;
