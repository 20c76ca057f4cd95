import type { ReactNode } from 'react';
import { ActionIcon, TextInput, Tooltip, VisuallyHidden, type TextInputProps } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import classes from './Workbench.module.css';

export interface WorkbenchProps {
  /** Where the list of what is edited here is. */
  back: { to: string; params?: Record<string, string>; label: string };
  /** The field of its name. */
  name: Pick<TextInputProps, 'value' | 'onChange' | 'maxLength' | 'error' | 'readOnly' | 'autoFocus' | 'style'> & { label: string };
  /** What stands beside the name. */
  settings: ReactNode;
  /** What is done with it, at the end of the bar. */
  actions: ReactNode;
  children: ReactNode;
}

/** The page of an editor that takes the whole window: a bar with its name and what is done with it, and the work below. */
export function Workbench({ back, name: { label, ...name }, settings, actions, children }: WorkbenchProps) {
  return (
    <div className={classes.page}>
      <VisuallyHidden component="h1">{name.value || label}</VisuallyHidden>
      <div className={classes.bar}>
        <Link to={back.to as never} params={back.params as never} className={classes.back} aria-label={back.label}>
          <IconArrowLeft size={18} />
        </Link>
        <TextInput className={classes.name} aria-label={label} placeholder={label} {...name} />
        {settings}
        <div className={classes.fill} />
        {actions}
      </div>
      {children}
    </div>
  );
}

/** Parts side by side, which fill what the bar leaves. */
export function Work({ className = '', children }: { className?: string; children: ReactNode }) {
  return <div className={`${classes.work} ${className}`}>{children}</div>;
}

export interface UndoRedoProps {
  history: { undo: () => void; redo: () => void; mayUndo: boolean; mayRedo: boolean };
  labels: { undo: string; redo: string };
  disabled?: boolean;
}

export function UndoRedo({ history, labels, disabled = false }: UndoRedoProps) {
  return (
    <span className={classes.pair}>
      <Tooltip label={labels.undo}>
        <ActionIcon aria-label={labels.undo} disabled={disabled || !history.mayUndo} onClick={history.undo}><IconArrowBackUp size={18} /></ActionIcon>
      </Tooltip>
      <Tooltip label={labels.redo}>
        <ActionIcon aria-label={labels.redo} disabled={disabled || !history.mayRedo} onClick={history.redo}><IconArrowForwardUp size={18} /></ActionIcon>
      </Tooltip>
    </span>
  );
}
