import type { ReactNode } from 'react';
import { Switch } from '@mantine/core';
import classes from './Conversion.module.css';

interface PartProps {
  icon: ReactNode;
  title: string;
  /** With a switch: whether this part is made at all. */
  wanted?: boolean;
  onWanted?: (wanted: boolean) => void;
  children?: ReactNode;
}

/** One of the three things that a lead becomes. */
export function Part({ icon, title, wanted = true, onWanted, children }: PartProps) {
  return (
    <section className={classes.part} data-off={!wanted || undefined}>
      <div className={classes.partHead}>
        <span className={classes.partIcon}>{icon}</span>
        <h3 className={classes.partTitle}>{title}</h3>
        {onWanted && <Switch aria-label={title} checked={wanted} onChange={(event) => onWanted(event.currentTarget.checked)} />}
      </div>
      {wanted && children}
    </section>
  );
}
