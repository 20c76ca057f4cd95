import { Avatar, Tooltip } from '@mantine/core';
import { initialsOf, tintOf } from './format';

const TINTS = ['indigo', 'teal', 'grape', 'orange', 'cyan', 'pink', 'lime', 'violet'];

export interface OwnerAvatarProps {
  name: string;
  size?: number;
  withTooltip?: boolean;
  square?: boolean;
}

/** Two Chinese characters need room; a small circle takes the last one. */
function shortened(initials: string, size: number): string {
  return size < 26 && /^[㐀-鿿]{2}$/.test(initials) ? initials.slice(1) : initials;
}

/** Initials of a person, or of a company when `square`. Decoration: the name stands beside it or in the tooltip. */
export function OwnerAvatar({ name, size = 20, withTooltip = false, square = false }: OwnerAvatarProps) {
  const tint = TINTS[tintOf(name, TINTS.length)] ?? 'gray';
  const avatar = (
    <Avatar
      size={size}
      radius={square ? 4 : 'xl'}
      color={tint}
      variant="light"
      aria-hidden={!withTooltip}
      aria-label={withTooltip ? name : undefined}
      role={withTooltip ? 'img' : undefined}
      styles={{
        placeholder: {
          // Small letters need more contrast than the palette's own pair has.
          color: `light-dark(color-mix(in srgb, var(--mantine-color-${tint}-9) 70%, black), var(--mantine-color-${tint}-2))`,
          fontSize: Math.max(9, Math.round(size * 0.42)), fontWeight: 600, letterSpacing: '-0.02em',
        },
      }}
    >
      {shortened(initialsOf(name), size)}
    </Avatar>
  );
  return withTooltip ? <Tooltip label={name}>{avatar}</Tooltip> : avatar;
}
