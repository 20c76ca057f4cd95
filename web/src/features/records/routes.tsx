import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { timelineQuery } from '@/features/activities/calls';
import { recycleBinRoutes } from '@/features/recycle_bin/routes';
import { layoutsQuery } from '@/api/layouts';
import { recordQuery } from '@/api/records';
import { currentLanguage } from '@/i18n';
import { shellRoute } from '@/routing/roots';

const recordRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/o/$object/$id',
  // Asked for while the page's code loads; the page itself shows what failed.
  loader: ({ context, params }) => {
    void context.client.prefetchQuery(recordQuery(params.object, params.id));
    void context.client.prefetchQuery(layoutsQuery(params.object, currentLanguage()));
    void context.client.prefetchInfiniteQuery(timelineQuery(params.object, params.id));
  },
  component: lazyRouteComponent(() => import('./RecordPage')),
});

export const recordRoutes = [recordRoute, ...recycleBinRoutes] as const;
