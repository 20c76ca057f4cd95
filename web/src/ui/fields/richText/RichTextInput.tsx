import { lazy, Suspense } from 'react';
import { Skeleton } from '@mantine/core';
import type { RichTextEditorProps } from './RichTextEditor';

const Editor = lazy(() => import('./RichTextEditor'));

/** The editor of formatted text, fetched when one is first edited. */
export function RichTextInput(props: RichTextEditorProps) {
  return (
    <Suspense fallback={<Skeleton height={150} radius="sm" />}>
      <Editor {...props} />
    </Suspense>
  );
}
