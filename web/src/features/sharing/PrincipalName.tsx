import { IconBuilding, IconHierarchy2, IconInbox, IconMap2, IconUserOff, IconUsersGroup } from '@tabler/icons-react';
import { OwnerAvatar } from '@/ui/OwnerAvatar';
import type { Principal } from './types';
import classes from './Sharing.module.css';

const ICONS = { everyone: IconBuilding, team: IconUsersGroup, queue: IconInbox, territory: IconMap2, org_role: IconHierarchy2, gone: IconUserOff };

/** A person by initials, a team or a role by its sign. */
export function PrincipalName({ principal }: { principal: Principal }) {
  const Icon = principal.kind === 'user' ? null : ICONS[principal.kind];
  return (
    <span className={classes.who}>
      {Icon ? (
        <span className={classes.icon} aria-hidden>
          <Icon size={14} stroke={1.7} />
        </span>
      ) : (
        <OwnerAvatar name={principal.name} size={24} />
      )}
      <span className="truncate">{principal.name}</span>
    </span>
  );
}
