import type { ReactNode } from 'react';
import { Stack, Text, Title } from '@mantine/core';
import classes from './EmptyState.module.css';

export interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** What this place is for and how to fill it. */
  children?: ReactNode;
  actions?: ReactNode;
}

/** Nothing here yet: says what belongs here and offers the next step. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <Stack className={classes.empty} align="center" gap={8}>
      {icon && <div className={classes.icon}>{icon}</div>}
      <Title order={2} size="h3">{title}</Title>
      {children && (
        <Text c="dimmed" ta="center" maw={420} size="sm" component="div">
          {children}
        </Text>
      )}
      {actions && <div className={classes.actions}>{actions}</div>}
    </Stack>
  );
}
