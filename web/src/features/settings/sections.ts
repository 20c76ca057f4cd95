/** The places of the settings, in the groups in which they are offered. */
import {
  IconBolt,
  IconBuildingCommunity,
  IconCoins,
  IconForms,
  IconKey,
  IconLifebuoy,
  IconLock,
  IconPackage,
  IconRubberStamp,
  IconShare2,
  IconShieldCheck,
  IconSitemap,
  IconUser,
  IconUsers,
  IconUsersGroup,
  IconWorld,
} from '@tabler/icons-react';
import { useSession } from '@/api/session';

const GROUPS = [
  {
    key: 'own',
    sections: [
      { key: 'profile', to: '/settings/profile', Icon: IconUser, admin: false },
      { key: 'apiKeys', to: '/settings/api-keys', Icon: IconKey, admin: false },
    ],
  },
  {
    key: 'company',
    sections: [
      { key: 'company', to: '/settings/company', Icon: IconBuildingCommunity, admin: true },
      { key: 'currencies', to: '/settings/currencies', Icon: IconCoins, admin: true, needs: 'company.manage' },
      { key: 'encryption', to: '/settings/encryption', Icon: IconLock, admin: true, needs: 'company.manage' },
      { key: 'support', to: '/settings/support', Icon: IconLifebuoy, admin: true },
    ],
  },
  {
    key: 'access',
    sections: [
      { key: 'people', to: '/settings/people', Icon: IconUsers, admin: true },
      { key: 'permissions', to: '/settings/permissions', Icon: IconShieldCheck, admin: true, needs: 'permission.manage' },
      { key: 'organisation', to: '/settings/organisation', Icon: IconSitemap, admin: true, needs: 'sharing.manage' },
      { key: 'teams', to: '/settings/teams', Icon: IconUsersGroup, admin: true, needs: 'sharing.manage' },
      { key: 'sharing', to: '/settings/sharing', Icon: IconShare2, admin: true, needs: 'sharing.manage' },
    ],
  },
  {
    key: 'building',
    sections: [
      { key: 'objects', to: '/settings/objects', Icon: IconForms, admin: true, needs: 'company.manage' },
      { key: 'workflows', to: '/settings/workflows', Icon: IconBolt, admin: true, needs: 'company.manage' },
      { key: 'approvals', to: '/settings/approvals', Icon: IconRubberStamp, admin: true, needs: 'company.manage' },
      { key: 'forms', to: '/settings/forms', Icon: IconWorld, admin: true, needs: 'company.manage' },
      { key: 'packages', to: '/settings/packages', Icon: IconPackage, admin: true, needs: 'company.manage' },
    ],
  },
] as const;

/** Those that the user may open; a group without any is left out. */
export function useSections() {
  const { user, permissions, support } = useSession();
  return GROUPS.map(({ key, sections }) => ({
    key,
    sections: sections.filter((section) => !section.admin || (user.role === 'admin' && !support) || ('needs' in section && permissions.includes(section.needs))),
  })).filter(({ sections }) => sections.length > 0);
}
