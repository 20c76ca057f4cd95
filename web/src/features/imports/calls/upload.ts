import { api } from '@/api/client';
import type { ImportState } from '../model/types';

/** Sends a file to be looked at; nothing is written until the import is started. */
export async function uploadFile(file: File, object: string): Promise<ImportState> {
  const form = new FormData();
  form.set('object', object);
  form.set('start', 'false');
  form.set('file', file, file.name);
  return api.post<ImportState>('/imports', form);
}
