/** Asks the server while somebody types: never on every key, and never twice for the same text. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { CheckedExpression, PreviewedExpression, Purpose } from './types';

export interface Asked {
  object: string;
  purpose: Purpose;
  text: string;
  /** The formula field that it is to be, if it has a name yet. */
  field?: string;
}

export function useCheck(asked: Asked, position: number | null) {
  const { i18n } = useTranslation();
  return useQuery({
    queryKey: ['expressions', 'check', i18n.language, asked, position],
    queryFn: ({ signal }) => api.post<CheckedExpression>('/expressions/check', { ...asked, position: position ?? undefined }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });
}

export function usePreview(asked: Asked, recordId: string | null) {
  const { i18n } = useTranslation();
  return useQuery({
    queryKey: ['expressions', 'preview', i18n.language, asked, recordId],
    queryFn: ({ signal }) => api.post<PreviewedExpression>('/expressions/preview', { ...asked, record_id: recordId }, { signal }),
    enabled: recordId !== null && asked.text.trim() !== '' && asked.purpose !== 'rule',
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
}
