/** What a link out of an e-mail shows and decides, without a session. */
import { api } from '@/api/client';
import type { Decision, Letter, LetterDone } from '../types';

const pathOf = (token: string) => `/approval-letters/${encodeURIComponent(token)}`;

export const readLetter = (token: string, signal?: AbortSignal) => api.get<Letter>(pathOf(token), { signal });

export const answerLetter = (token: string, answer: { decision: Decision; comment: string | null }) => api.post<LetterDone>(pathOf(token), answer);
