import type { ReactNode } from 'react';
import { IconFilter, type Icon } from '@tabler/icons-react';
import classes from '../Designer.module.css';

interface TerminalProps {
  Icon: Icon;
  title: string;
  text: string;
  more?: ReactNode;
  problem?: string;
  selected: boolean;
  onSelect: () => void;
}

/** Where a process begins or ends. */
export function Terminal({ Icon, title, text, more, problem, selected, onSelect }: TerminalProps) {
  return (
    <button type="button" className={classes.terminal} data-selected={selected || undefined} data-problem={problem ? true : undefined} aria-pressed={selected} onClick={onSelect}>
      <Icon size={17} stroke={1.7} aria-hidden />
      <span className={classes.words}>
        <span className={classes.title}>{title}</span>
        <span className={classes.detail}>{text}</span>
        {more && (
          <span className={classes.mark}>
            <IconFilter size={12} aria-hidden /> {more}
          </span>
        )}
        {problem && <span className={classes.wrong}>{problem}</span>}
      </span>
    </button>
  );
}
