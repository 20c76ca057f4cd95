import { IconFile, IconFileSpreadsheet, IconFileText, IconFileTypePdf, IconPhoto, type Icon } from '@tabler/icons-react';

/** What a file is, at a glance: by its name and by its media type. */
export function fileIconOf(name: string, type: string): Icon {
  if (type.startsWith('image/')) return IconPhoto;
  if (/\.(csv|xlsx?|ods)$/i.test(name)) return IconFileSpreadsheet;
  if (/\.pdf$/i.test(name)) return IconFileTypePdf;
  return /\.(docx?|txt|md|rtf)$/i.test(name) ? IconFileText : IconFile;
}
