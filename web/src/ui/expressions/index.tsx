import { lazy, Suspense } from 'react';
import { Skeleton } from '@mantine/core';
import type { ExpressionEditorProps } from './ExpressionEditor';

const Editor = lazy(() => import('./ExpressionEditor'));

/** The editor of expressions, fetched when one is first edited. */
export function ExpressionInput(props: ExpressionEditorProps) {
  return (
    <Suspense fallback={<Skeleton height={130} radius="sm" />}>
      <Editor {...props} />
    </Suspense>
  );
}

export type { ExpressionEditorProps };
export type { Purpose } from './types';
