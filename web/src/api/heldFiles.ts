/** Files that fields of records hold: how they are told from other values, where they are read, and how they are sent. */
import { api, apiUrl } from './client';
import type { FieldMeta, FieldScalar, HeldFile, ObjectMeta } from './types';

export function filesIn(value: FieldScalar | undefined): HeldFile[] {
  return areFiles(value) ? value : [];
}

export function areFiles(value: FieldScalar | undefined): value is HeldFile[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'object' && one !== null && 'size' in one);
}

export const contentUrl = ({ id }: HeldFile): string => apiUrl(`/field-files/${id}/content`);
/** Only of pictures that have a width. */
export const thumbnailUrl = ({ id }: HeldFile): string => apiUrl(`/field-files/${id}/thumbnail`);
export const isPicture = ({ width }: HeldFile): boolean => width !== undefined && width !== null;

export function uploadForField(object: ObjectMeta, field: FieldMeta, file: File, signal: AbortSignal): Promise<HeldFile> {
  const form = new FormData();
  form.set('object', object.name);
  form.set('field', field.name);
  form.set('file', file);
  return api.post<HeldFile>('/field-files', form, { signal });
}

const ENDINGS: Record<string, string> = {
  image: 'image/png,image/jpeg,image/gif,image/webp',
  pdf: '.pdf',
  document: '.docx,.doc,.txt',
  spreadsheet: '.xlsx,.xls,.csv',
  presentation: '.pptx,.ppt',
  archive: '.zip,.gz,.7z,.rar',
  audio: '.mp3,.ogg',
  video: '.mp4',
};

/** What the browser offers to choose from; empty for everything. The server looks at the content. */
export const acceptOf = (field: FieldMeta): string => (field.files?.kinds ?? []).map((kind) => ENDINGS[kind] ?? '').filter(Boolean).join(',');
