/** The company's currencies and their rates. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { announce } from '@/api/announcements';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { readAgain } from '@/api/readAgain';

export interface CurrencyState {
  currency: string;
  active: boolean;
  /** What one unit is worth in the company's currency today; a decimal text. */
  rate: string | null;
  valid_from: string | null;
  rates: number;
}

export interface Rate {
  currency: string;
  valid_from: string;
  rate: string;
}

/** A rate of null takes that day's away. */
export type GivenRate = Omit<Rate, 'rate'> & { rate: string | null };
export type RateChange = { rates: GivenRate[] } | { csv: string };

export interface MovedRate {
  currency: string;
  valid_from: string;
  before: string | null;
  after: string | null;
}

export interface Effect {
  object: string;
  object_label: string;
  field: string;
  field_label: string;
  records: number;
  capped: boolean;
  before: string | null;
  after: string | null;
  without_rate: number;
}

const CURRENCIES = ['currencies'] as const;

export function useCurrencies() {
  return useQuery({
    queryKey: CURRENCIES,
    queryFn: ({ signal }) => api.get<{ home: string; data: CurrencyState[] }>('/currencies', { signal }),
  });
}

export function useRates(currency: string | null) {
  return useInfiniteQuery({
    queryKey: [...CURRENCIES, currency, 'rates'],
    queryFn: ({ pageParam, signal }) => api.get<{ data: Rate[]; next_before: string | null }>(`/currencies/${currency}/rates${pageParam ? `?before=${pageParam}` : ''}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_before ?? undefined,
    enabled: currency !== null,
  });
}

/** Which currencies are used; fields for amounts in others come and go with them. */
export function useListCurrencies() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (currencies: string[]) => api.put('/currencies', { currencies }),
    onSuccess: () => Promise.all([readAgain(client, CURRENCIES), readAgain(client, keys.session), readAgain(client, ['objects'])]),
  });
}

export function usePreviewRates() {
  return useMutation({ mutationFn: (change: RateChange) => api.post<{ rates: MovedRate[]; effects: Effect[] }>('/exchange-rates/preview', change) });
}

export function useChangeRates(message: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: RateChange) => api.post<{ change_set_id: string | null; job_id: string | null }>('/exchange-rates', change),
    onSuccess: ({ change_set_id }) => {
      if (change_set_id) announce({ kind: 'done', message, changeSetId: change_set_id });
      return readAgain(client, CURRENCIES);
    },
  });
}
