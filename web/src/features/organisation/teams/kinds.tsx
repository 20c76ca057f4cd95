import { IconInbox, IconMap2, IconUsersGroup } from '@tabler/icons-react';
import type { TeamKind } from '../types';

export const teamKinds: TeamKind[] = ['team', 'queue', 'territory'];

const ICONS = { team: IconUsersGroup, queue: IconInbox, territory: IconMap2 };

export function TeamIcon({ kind, size = 16 }: { kind: TeamKind; size?: number }) {
  const Icon = ICONS[kind];
  return <Icon size={size} stroke={1.6} aria-hidden style={{ flex: 'none' }} />;
}
