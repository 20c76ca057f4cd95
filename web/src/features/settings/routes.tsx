import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { shellRoute } from '@/routing/roots';

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./SettingsPage')),
});

const indexRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./SettingsIndex')),
});

const profileRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/profile',
  component: lazyRouteComponent(() => import('./profile/ProfilePage')),
});

const companyRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/company',
  component: lazyRouteComponent(() => import('./company/CompanyPage')),
});

const currenciesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/currencies',
  component: lazyRouteComponent(() => import('./currencies/CurrenciesPage')),
});

const peopleRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('./people/PeoplePage')),
});

const apiKeysRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('./api_keys/ApiKeysPage')),
});

const pipelinesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/pipelines',
  beforeLoad: () => {
    throw redirect({ to: '/settings/objects/$object/pipelines', params: { object: 'deal' }, replace: true });
  },
});

const objectsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/objects',
  component: lazyRouteComponent(() => import('./objects/ObjectsPage')),
});

const objectFieldsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/objects/$object',
  component: lazyRouteComponent(() => import('./objects/FieldsPage')),
});

const objectPipelinesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/objects/$object/pipelines',
  component: lazyRouteComponent(() => import('./pipelines/PipelinesPage')),
});

const objectRulesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/objects/$object/rules',
  component: lazyRouteComponent(() => import('@/features/rules/RulesPage')),
});

const objectLayoutsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/objects/$object/layouts',
  component: lazyRouteComponent(() => import('@/features/layouts/LayoutsPage')),
});

const organisationRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/organisation',
  component: lazyRouteComponent(() => import('@/features/organisation/positions/PositionsPage')),
});

const teamsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/teams',
  component: lazyRouteComponent(() => import('@/features/organisation/teams/TeamsPage')),
});

const permissionsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/permissions',
  component: lazyRouteComponent(() => import('@/features/permissions/sets/PermissionsPage')),
});

const permissionSetRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/permissions/$setId',
  component: lazyRouteComponent(() => import('@/features/permissions/sets/SetPage')),
});

const userRightsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/permissions/users/$userId',
  component: lazyRouteComponent(() => import('@/features/permissions/people/UserRightsPage')),
});

const sharingRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/sharing',
  component: lazyRouteComponent(() => import('@/features/sharing/settings/SharingPage')),
});

const workflowsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/workflows',
  component: lazyRouteComponent(() => import('@/features/workflows/list/WorkflowsPage')),
});

const formsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/forms',
  component: lazyRouteComponent(() => import('@/features/forms/list/FormsPage')),
});

const approvalsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/approvals',
  component: lazyRouteComponent(() => import('@/features/approvals/designer/ProcessesPage')),
});

const packagesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/packages',
  component: lazyRouteComponent(() => import('@/features/packages/PackagesPage')),
});

const encryptionRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/encryption',
  component: lazyRouteComponent(() => import('./encryption/EncryptionPage')),
});

const supportRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/support',
  component: lazyRouteComponent(() => import('@/features/support/SupportPage')),
});

export const settingsRoutes = [
  settingsRoute.addChildren([indexRoute, profileRoute, companyRoute, currenciesRoute, peopleRoute, apiKeysRoute, permissionsRoute, permissionSetRoute, userRightsRoute, organisationRoute, teamsRoute, sharingRoute, objectsRoute, objectFieldsRoute, objectPipelinesRoute, objectRulesRoute, objectLayoutsRoute, pipelinesRoute, workflowsRoute, approvalsRoute, formsRoute, packagesRoute, encryptionRoute, supportRoute]),
] as const;
