import { Skeleton } from '@mantine/core';
import classes from './Boards.module.css';

export function BoardSkeleton() {
  return Array.from({ length: 5 }, (_, column) => (
    <div key={column} className={classes.column} aria-hidden>
      <div className={classes.columnHead}>
        <Skeleton height={10} width={90} radius="xl" />
      </div>
      <div className={classes.cards}>
        {Array.from({ length: 5 - (column % 3) }, (_unused, card) => (
          <Skeleton key={card} height={104} radius="md" />
        ))}
      </div>
    </div>
  ));
}
