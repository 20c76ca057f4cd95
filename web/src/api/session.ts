/** Who is signed in, and the calls that change that. */
import { queryOptions, useMutation, useQuery, useQueryClient, useSuspenseQuery, type QueryClient } from '@tanstack/react-query';
import { api, setCsrfToken } from './client';
import { keys } from './keys';
import { tellOtherTabs } from './otherTabs';
import { isProblem } from './problem';
import type { Session, SessionTenant, SessionUser, ThemeChoice } from './types';

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      const session = await api.get<Session>('/session', { signal });
      setCsrfToken(session.csrf_token);
      return session;
    } catch (error) {
      if (isProblem(error) && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** The signed-in session; only for components inside the shell, where it is certain. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data) throw new Error('useSession outside a signed-in page');
  return data;
}

export function useMaybeSession(): Session | null {
  return useQuery(sessionQuery).data ?? null;
}

export function usePermission(permission: string): boolean {
  const session = useMaybeSession();
  if (!session) return false;
  return (session.user.role === 'admin' && !session.support) || session.permissions.includes(permission);
}

/** Drops everything the last person saw, then reads the new session. */
export async function enterSession(client: QueryClient, csrf: string): Promise<void> {
  setCsrfToken(csrf);
  client.clear();
  await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
}

export interface MeChange {
  name?: string;
  locale?: string;
  timezone?: string;
  theme?: ThemeChoice;
  password?: string;
  current_password?: string;
}

export function useUpdateMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: MeChange) => api.patch<SessionUser>('/me', change),
    onSuccess: (user) =>
      client.setQueryData<Session | null>(keys.session, (old) => (old ? { ...old, user: { ...old.user, ...user } } : old)),
  });
}

export function useUpdateCompany() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<Pick<SessionTenant, 'name' | 'currency' | 'timezone' | 'locale'>>) =>
      api.patch<SessionTenant>('/company', change),
    onSuccess: (tenant) =>
      client.setQueryData<Session | null>(keys.session, (old) => (old ? { ...old, tenant: { ...old.tenant, ...tenant } } : old)),
  });
}

/** Begins anew in another company: nothing read here may be seen there, so the page is loaded again. */
export function useSwitchCompany() {
  return useMutation({
    mutationFn: (tenant: SessionTenant['id']) => api.patch<Session>('/session', { tenant }),
    onSuccess: () => {
      tellOtherTabs();
      window.location.assign('/');
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete('/session'),
    onSettled: () => {
      setCsrfToken('');
      client.clear();
      client.setQueryData(keys.session, null);
    },
  });
}
