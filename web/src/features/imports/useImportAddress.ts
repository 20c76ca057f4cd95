import { useMemo } from 'react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { readImportSearch, type ImportSearch } from './model/search';

/** The import and the part of it that the address names, and how to go elsewhere in it. */
export function useImportAddress() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const search = useMemo(() => readImportSearch(raw), [raw]);
  const navigate = useNavigate();
  /** The files that wait stay in the address. */
  const go = (to: Omit<ImportSearch, 'next'>, replace = false) =>
    void navigate({ to: '/imports/$id', params: { id } as never, search: { next: search.next, ...to } as never, replace });
  return { id, search, go };
}
