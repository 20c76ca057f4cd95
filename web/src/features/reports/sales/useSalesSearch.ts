import { useMemo } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { readSalesSearch, type SalesSearch } from '../model/search';

/** The choices in the address, and how to change some of them. */
export function useSalesSearch(): [SalesSearch, (change: Partial<SalesSearch>) => void, () => void] {
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const search = useMemo(() => readSalesSearch(raw), [raw]);
  const navigate = useNavigate();
  const open = (next: SalesSearch) => void navigate({ to: '/reports/sales', search: next as never, replace: true });
  return [search, (change) => open({ ...search, ...change }), () => open({})];
}
