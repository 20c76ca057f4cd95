import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fileIconOf } from '@/ui/fileIcon';
import { useFormat } from '@/ui/useFormat';
import { contentUrl } from './calls';
import { formatSize } from '@/ui/fileSize';
import type { StoredFile } from './types';
import classes from './Files.module.css';

export function FileRow({ file, onDelete }: { file: StoredFile; onDelete?: () => void }) {
  const { t } = useTranslation('files');
  const format = useFormat();
  const Shape = fileIconOf(file.name, file.content_type);
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
