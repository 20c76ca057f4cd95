import type { ReactNode } from 'react';
import { IconChartBar, IconFileImport, IconRubberStamp, IconSettings, IconSunHigh, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import { useWaiting } from '@/features/approvals/calls';
import { ObjectIcon } from '@/ui/ObjectIcon';

export interface NavigationItem {
  key: string;
  label: string;
  icon: ReactNode;
  to: string;
  /** So much waits there. */
  count?: number;
}

export interface NavigationGroup {
  key: string;
  label: string | null;
  items: NavigationItem[];
  /** So many are shown before somebody asks for the rest. */
  most?: number;
}

const SALES = ['account', 'contact', 'lead', 'deal', 'product', 'activity'];
const HIDDEN = ['user'];
const MOST_OWN = 8;
const ICON = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;

/** What the left navigation, the phone's menu and the palette offer, in order. */
export function useNavigation(): NavigationGroup[] {
  const { t } = useTranslation('shell');
  const objects = useObjects();
  const waiting = useWaiting();
  const order = (name: string) => (SALES.includes(name) ? SALES.indexOf(name) : SALES.length);
  const shown = objects
    .filter((object) => object.permissions.read && !HIDDEN.includes(object.name) && object.custom?.in_navigation !== false)
    .sort((left, right) => order(left.name) - order(right.name));
  const itemOf = (object: ObjectMeta): NavigationItem => ({
    key: object.name,
    label: object.plural_label,
    icon: <ObjectIcon object={object.name} icon={object.icon} />,
    to: `/o/${object.name}`,
  });
  const own = shown.filter(({ custom }) => custom).map(itemOf);
  return [
    {
      key: 'today',
      label: null,
      items: [
        { key: 'my-day', label: t('nav.myDay'), icon: <IconSunHigh {...ICON} />, to: '/my-day' },
        { key: 'approvals', label: t('nav.approvals'), icon: <IconRubberStamp {...ICON} />, to: '/approvals', count: waiting },
      ],
    },
    { key: 'sales', label: t('nav.sales'), items: shown.filter(({ custom }) => !custom).map(itemOf) },
    ...(own.length ? [{ key: 'own', label: t('nav.own'), items: own, most: MOST_OWN }] : []),
    {
      key: 'insight',
      label: t('nav.insight'),
      items: [
        { key: 'reports', label: t('nav.reports'), icon: <IconChartBar {...ICON} />, to: '/reports' },
        { key: 'imports', label: t('nav.imports'), icon: <IconFileImport {...ICON} />, to: '/imports' },
        { key: 'recycle-bin', label: t('nav.recycleBin'), icon: <IconTrash {...ICON} />, to: '/recycle-bin' },
        { key: 'settings', label: t('nav.settings'), icon: <IconSettings {...ICON} />, to: '/settings' },
      ],
    },
  ];
}
