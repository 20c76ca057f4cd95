/** What a link out of an e-mail shows and decides, without a session. */
import { api } from '@/api/client';
import type { Decision, RequestState } from '../types';

export interface Letter {
  company: string;
  person: string;
  label: string;
  step_label: string;
  object_label: string;
  title: string | null;
  values: { label: string; value: string }[];
  submitter: string;
  submitted_at: string;
  comment: string | null;
  /** It can still decide. */
  open: boolean;
  state: RequestState;
  needs_comment: ('approve' | 'reject' | 'return')[];
  path: string;
}

const pathOf = (token: string) => `/approval-letters/${encodeURIComponent(token)}`;

export const readLetter = (token: string, signal?: AbortSignal) => api.get<Letter>(pathOf(token), { signal });

export const answerLetter = (token: string, answer: { decision: Decision; comment: string | null }) => api.post<{ state: RequestState }>(pathOf(token), answer);
