/** Ways into the application; each ends with a session cookie and a CSRF token. */
import { api } from '@/api/client';
import type { SessionTenant, SessionUser } from '@/api/types';

export interface Entered {
  user: Pick<SessionUser, 'id' | 'name' | 'email' | 'role'>;
  tenant: Pick<SessionTenant, 'id' | 'name' | 'slug'>;
  csrf_token: string;
}

export interface SignUp {
  company: string;
  name: string;
  email: string;
  password: string;
  locale: string;
  timezone: string;
  currency: string;
}

export const signUp = (form: SignUp) => api.post<Entered>('/signup', form);

export const enterSupport = (form: { ticket: string }) => api.post<Entered>('/support-sessions', form);

export const signIn = (form: { email: string; password: string }) => api.post<Entered>('/session', form);

export interface InvitationDetails {
  company: string;
  email: string;
  name?: string | null;
  inviter: string | null;
  /** The person signs in with the password that he or she already has. */
  has_account?: boolean;
}

export const readInvitation = (token: string, signal?: AbortSignal) =>
  api.get<InvitationDetails>(`/invitations/${encodeURIComponent(token)}/details`, { signal });

export const acceptInvitation = (token: string, form: { name: string; password: string; locale: string }) =>
  api.post<Entered>(`/invitations/${encodeURIComponent(token)}/acceptance`, form);
