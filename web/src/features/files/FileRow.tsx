import { ActionIcon } from '@mantine/core';
import { IconFile, IconFileSpreadsheet, IconFileText, IconFileTypePdf, IconPhoto, IconTrash, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { contentUrl } from './calls';
import { formatSize } from './size';
import type { StoredFile } from './types';
import classes from './Files.module.css';

export function iconOf(name: string, type: string): Icon {
  if (type.startsWith('image/')) return IconPhoto;
  if (/\.(csv|xlsx?|ods)$/i.test(name)) return IconFileSpreadsheet;
  if (/\.pdf$/i.test(name)) return IconFileTypePdf;
  return /\.(docx?|txt|md|rtf)$/i.test(name) ? IconFileText : IconFile;
}

export function FileRow({ file, onDelete }: { file: StoredFile; onDelete?: () => void }) {
  const { t } = useTranslation('files');
  const format = useFormat();
  const Shape = iconOf(file.name, file.content_type);
  return (
    <li className={classes.row}>
      <Shape size={18} stroke={1.5} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <a className={`${classes.name} truncate`} href={contentUrl(file.id)} download={file.name}>
          {file.name}
        </a>
        <span className={classes.facts}>
          {[formatSize(file.size, format.context.language), file.created_by?.name, format.relative(file.created_at)].filter(Boolean).join(' · ')}
        </span>
      </div>
      {onDelete && (
        <ActionIcon size={28} className={classes.action} aria-label={t('delete', { name: file.name })} onClick={onDelete}>
          <IconTrash size={15} stroke={1.6} />
        </ActionIcon>
      )}
    </li>
  );
}
