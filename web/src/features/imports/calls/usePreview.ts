import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { PreviewPage, RowOutcome } from '../model/types';
import { previewKey } from './useImport';

export const PREVIEW_ROWS = 50;

export function usePreview(id: string, outcome: RowOutcome | null, page: number, enabled: boolean) {
  return useQuery({
    queryKey: [...previewKey(id), outcome, page],
    queryFn: ({ signal }) =>
      api.get<PreviewPage>(`/imports/${id}/preview`, {
        signal,
        query: { outcome, offset: page * PREVIEW_ROWS, limit: PREVIEW_ROWS },
      }),
    placeholderData: keepPreviousData,
    enabled,
  });
}
