import { createRoute } from '@tanstack/react-router';
import { shellRoute } from '@/routing/roots';

const placeholder = createRoute({ getParentRoute: () => shellRoute, path: '/my-day', component: () => null });

export const myDayRoutes = [placeholder] as const;
