/** The files of one record; sending reports its progress, which `fetch` cannot. */
import { useQuery } from '@tanstack/react-query';
import { api, apiUrl } from '@/api/client';
import { keys } from '@/api/keys';
import { ApiProblem, type ProblemDocument } from '@/api/problem';
import type { ListOf } from '@/api/types';
import { currentLanguage } from '@/i18n';
import type { StoredFile } from './types';

export function useFiles(object: string, recordId: string) {
  return useQuery({
    queryKey: keys.files(object, recordId),
    queryFn: async ({ signal }) => (await api.get<ListOf<StoredFile>>('/files', { signal, query: { object, record_id: recordId } })).data,
    staleTime: 30_000,
  });
}

export const contentUrl = (id: string): string => apiUrl(`/files/${id}/content`);

export interface Sending {
  file: File;
  object: string;
  recordId: string;
  csrf: string;
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

export function sendFile({ file, object, recordId, csrf, onProgress, signal }: Sending): Promise<StoredFile> {
  const form = new FormData();
  form.set('object', object);
  form.set('record_id', recordId);
  form.set('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', apiUrl('/files'));
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Accept-Language', currentLanguage());
    request.setRequestHeader('X-CSRF-Token', csrf);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onerror = () => reject(new ApiProblem({ status: 0, code: 'unreachable' }));
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'));
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) return resolve(answer as unknown as StoredFile);
      reject(new ApiProblem({ code: `http_${request.status}`, ...answer, status: request.status }));
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

function parsed(text: string): Partial<ProblemDocument> {
  try {
    return JSON.parse(text) as Partial<ProblemDocument>;
  } catch {
    return {};
  }
}
