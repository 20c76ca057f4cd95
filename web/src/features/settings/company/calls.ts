/** The company's working calendar, read and saved. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { WorkCalendar } from './calendar';

const KEY = ['work-calendar'] as const;

export function useWorkCalendar() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => api.get<WorkCalendar>('/work-calendar', { signal }) });
}

export function useSetWorkCalendar() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (calendar: WorkCalendar) => api.put<WorkCalendar>('/work-calendar', calendar),
    onSuccess: (saved) => client.setQueryData(KEY, saved),
  });
}
