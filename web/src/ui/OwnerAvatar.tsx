import { Avatar, Tooltip } from '@mantine/core';
import { initialsOf, tintOf } from './format';

const TINTS = ['indigo', 'teal', 'grape', 'orange', 'cyan', 'pink', 'lime', 'violet'];

export interface OwnerAvatarProps {
  name: string;
  size?: number;
  withTooltip?: boolean;
  square?: boolean;
}

/** Initials of a person, or of a company when `square`. Decoration: the name stands beside it or in the tooltip. */
export function OwnerAvatar({ name, size = 20, withTooltip = false, square = false }: OwnerAvatarProps) {
  const avatar = (
    <Avatar
      size={size}
      radius={square ? 4 : 'xl'}
      color={TINTS[tintOf(name, TINTS.length)]}
      variant="light"
      aria-hidden={!withTooltip}
      aria-label={withTooltip ? name : undefined}
      role={withTooltip ? 'img' : undefined}
      styles={{ placeholder: { fontSize: Math.max(9, Math.round(size * 0.42)), fontWeight: 600, letterSpacing: '-0.02em' } }}
    >
      {initialsOf(name)}
    </Avatar>
  );
  return withTooltip ? <Tooltip label={name}>{avatar}</Tooltip> : avatar;
}
