import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { readAgain } from '@/api/readAgain';
import { refreshRecords } from '@/api/recordWrites';
import type { Invitation, ListOf, Role } from '@/api/types';

export interface InvitationDraft {
  email: string;
  role: Role;
  name?: string;
  user_id?: string;
}

export type NewInvitation = Required<Pick<Invitation, 'id' | 'email' | 'url' | 'expires_at'>>;

export function useInvitations() {
  return useQuery({
    queryKey: keys.invitations,
    queryFn: async ({ signal }) => (await api.get<ListOf<Invitation>>('/invitations', { signal })).data,
  });
}

export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: InvitationDraft) => api.post<NewInvitation>('/invitations', draft),
    onSettled: () => Promise.all([readAgain(client, keys.invitations), refreshRecords(client, 'user')]),
  });
}

export function useWithdrawInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`/invitations/${id}`),
    onSettled: () => Promise.all([readAgain(client, keys.invitations), refreshRecords(client, 'user')]),
  });
}
