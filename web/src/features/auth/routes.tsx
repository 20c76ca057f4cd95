import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '@/routing/roots';

export interface SignInSearch {
  /** Where to go afterwards; only addresses inside the application. */
  next?: string;
}

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (raw: Record<string, unknown>): SignInSearch =>
    typeof raw.next === 'string' && /^\/(?!\/)/.test(raw.next) ? { next: raw.next } : {},
  component: lazyRouteComponent(() => import('./SignInPage')),
});

const signUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('./SignUpPage')),
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitations/$token',
  component: lazyRouteComponent(() => import('./InvitationPage')),
});

const supportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/support',
  component: lazyRouteComponent(() => import('./SupportEntryPage')),
});

export const authRoutes = [signInRoute, signUpRoute, invitationRoute, supportRoute] as const;
