/** Reading and writing forms and what was sent with them. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, send } from '@/api/client';
import { readAgain } from '@/api/readAgain';
import type { ConsentVersion, DeclaredForm, FormBody, FormLink, FormPage, Language, OnDuplicate, Submission, SubmissionPage, SubmissionState } from './types';

const keys = {
  all: ['forms'] as const,
  list: (object: string) => ['forms', 'list', object] as const,
  one: (name: string) => ['forms', 'one', name] as const,
  link: (name: string) => ['forms', 'link', name] as const,
  consents: (name: string) => ['forms', 'consents', name] as const,
  preview: (of: PreviewOf) => ['forms', 'preview', of] as const,
  submissions: (of: SubmissionsOf) => ['forms', 'submissions', of] as const,
};

export interface SubmissionsOf {
  form?: string;
  state?: SubmissionState;
}

export interface PreviewOf {
  object: string;
  label: string;
  body: FormBody;
  language: Language;
}

const pathOf = (name: string) => `/definitions/form/${name}`;

export function useForms(object = '') {
  return useInfiniteQuery({
    queryKey: keys.list(object),
    queryFn: ({ signal, pageParam }) => api.get<FormPage>('/forms', { signal, query: { object: object || undefined, cursor: pageParam, limit: 50 } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useForm(name: string | null) {
  return useQuery({
    queryKey: keys.one(name ?? ''),
    queryFn: ({ signal }) => api.get<DeclaredForm>(pathOf(name ?? ''), { signal }),
    enabled: name !== null,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

export interface Saving {
  name: string;
  object: string;
  label: DeclaredForm['label'];
  active: boolean;
  position: number;
  body: FormBody;
  version: number | null;
}

export function useSaveForm() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, version, ...data }: Saving) => send<DeclaredForm>('PUT', pathOf(name), { body: data, ifMatch: version ?? undefined }),
    onSuccess: ({ data }) => {
      client.setQueryData(keys.one(data.name), data);
      void readAgain(client, keys.consents(data.name));
      return readAgain(client, ['forms', 'list']);
    },
  });
}

export function useDeleteForm() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (name: string) => send('DELETE', pathOf(name)), onSuccess: () => readAgain(client, ['forms', 'list']) });
}

/** Open or closed, as it was saved last. */
export function useSwitchForm() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, active }: { name: string; active: boolean }) => {
      const { label, object, body, position, version } = await api.get<DeclaredForm>(pathOf(name));
      return send<DeclaredForm>('PUT', pathOf(name), { body: { label, object, body, position, active }, ifMatch: version });
    },
    onSettled: () => readAgain(client, keys.all),
  });
}

export function useFormLink(name: string | null) {
  return useQuery({ queryKey: keys.link(name ?? ''), queryFn: ({ signal }) => api.get<FormLink>(`/forms/${name}/link`, { signal }), enabled: name !== null });
}

export function useRenewLink(name: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: () => api.post<FormLink>(`/forms/${name}/link`), onSuccess: (link) => client.setQueryData(keys.link(name), link) });
}

export function useConsents(name: string | null) {
  return useQuery({
    queryKey: keys.consents(name ?? ''),
    queryFn: async ({ signal }) => (await api.get<{ data: ConsentVersion[] }>(`/forms/${name}/consents`, { signal })).data,
    enabled: name !== null,
  });
}

/** The page as strangers will see it; what could not be saved is the error, with its place. */
export function usePreview(of: PreviewOf) {
  return useQuery({
    queryKey: keys.preview(of),
    queryFn: ({ signal }) => api.post<{ html: string }>('/form-previews', of, { signal }),
    placeholderData: keepPreviousData,
    enabled: of.body.fields.length > 0,
    retry: false,
    gcTime: 10_000,
  });
}

export function useSubmissions(of: SubmissionsOf) {
  return useInfiniteQuery({
    queryKey: keys.submissions(of),
    queryFn: ({ signal, pageParam }) => api.get<SubmissionPage>('/form-submissions', { signal, query: { form: of.form, state: of.state, cursor: pageParam, limit: 30 } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useRetry() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...given }: { id: string; values?: Record<string, unknown>; on_duplicate?: OnDuplicate }) => api.post<Submission>(`/form-submissions/${id}/retry`, given),
    onSettled: () => readAgain(client, keys.all),
  });
}

export function useDiscard() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (id: string) => api.post<Submission>(`/form-submissions/${id}/discard`), onSettled: () => readAgain(client, keys.all) });
}
