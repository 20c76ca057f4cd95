import { createRoute } from '@tanstack/react-router';
import { shellRoute } from '@/routing/roots';

const placeholder = createRoute({ getParentRoute: () => shellRoute, path: '/imports', component: () => null });

export const importRoutes = [placeholder] as const;
