import { cssColorOf } from './colors';
import classes from './OptionBadge.module.css';

/** A choice or stage: a dot of its colour and its label; readable without colour. */
export function OptionBadge({ label, color }: { label: string; color?: string | null }) {
  return (
    <span className={classes.badge} style={{ '--badge-color': cssColorOf(color) } as React.CSSProperties}>
      <span className={classes.dot} aria-hidden />
      <span className="truncate">{label}</span>
    </span>
  );
}
