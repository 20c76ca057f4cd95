/** How the pages of an object are put together for the reader, and what of it is shown of which record. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from './client';
import { keys } from './keys';
import { toWire } from './recordWrites';
import type { components } from './schema';
import type { ObjectMeta, RecordValues } from './types';

type Schemas = components['schemas'];
export type LayoutMeta = Schemas['LayoutMeta'];
export type LayoutTab = Schemas['TabMeta'];
export type LayoutItem = Schemas['ItemMeta'];
export type PlacedField = Schemas['PlacedFieldMeta'];
export type LayoutsOfObject = Schemas['LayoutsOfObject'];
export type LayoutDecision = Schemas['LayoutDecision'];

/** Kept with the objects: whatever an administrator changes reads both anew. */
export const layoutsQuery = (object: string, language: string) =>
  queryOptions({
    queryKey: [...keys.objects(language), object, 'layouts'],
    queryFn: ({ signal }) => api.get<LayoutsOfObject>(`/objects/${object}/layouts`, { signal }),
    staleTime: 10 * 60_000,
  });

export function useLayouts(object: string) {
  const { i18n } = useTranslation();
  return useQuery(layoutsQuery(object, i18n.language));
}

/** A record as it is saved in `version`, or a new one; with what is being typed. */
export interface RecordInQuestion {
  id?: string;
  version?: number;
  values: RecordValues;
}

export function useLayoutDecision(object: string, record: RecordInQuestion, enabled: boolean) {
  const { i18n } = useTranslation();
  const values = toWire(record.values);
  return useQuery({
    queryKey: [...keys.objects(i18n.language), object, 'layout-decision', record.id ?? null, record.version ?? null, values],
    queryFn: ({ signal }) => api.post<LayoutDecision>(`/objects/${object}/layout-decisions`, { record_id: record.id, values }, { signal }),
    enabled,
    staleTime: 30_000,
    // Typing must not make the page flicker: what was decided last stands until the next answer.
    placeholderData: keepPreviousData,
  });
}

/** The fields of the reader's cards on boards and narrow lists; null for the object's own. */
export function useCard(object: ObjectMeta): string[] | null {
  return useLayouts(object.name).data?.data.find(({ card }) => card)?.card ?? null;
}

/** The object with the cards of the reader's layout on its boards. */
export function useCarded(object: ObjectMeta): ObjectMeta {
  const card = useCard(object);
  return useMemo(() => {
    const { board } = object.layouts;
    return card && board ? { ...object, layouts: { ...object.layouts, board: { ...board, card } } } : object;
  }, [object, card]);
}
