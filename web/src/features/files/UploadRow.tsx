import { ActionIcon, Progress } from '@mantine/core';
import { IconRefresh, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fileIconOf } from '@/ui/fileIcon';
import { useFormat } from '@/ui/useFormat';
import type { Upload } from './useUploads';
import classes from './Files.module.css';

export function UploadRow({ upload, onCancel, onRetry }: { upload: Upload; onCancel: () => void; onRetry: () => void }) {
  const { t } = useTranslation('files');
  const format = useFormat();
  const Shape = fileIconOf(upload.file.name, upload.file.type);
  return (
    <li className={classes.row}>
      <Shape size={18} stroke={1.5} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <span className={`${classes.name} truncate`}>{upload.file.name}</span>
        {upload.problem ? (
          <span className={classes.problem} role="alert">{upload.problem}</span>
        ) : (
          <>
            <Progress value={upload.share * 100} size="xs" aria-label={t('sending', { name: upload.file.name })} />
            <span className={`${classes.facts} tabular`}>{format.percent(Math.round(upload.share * 100))}</span>
          </>
        )}
      </div>
      {upload.problem && (
        <ActionIcon size={28} aria-label={t('retry', { name: upload.file.name })} onClick={onRetry}>
          <IconRefresh size={15} stroke={1.6} />
        </ActionIcon>
      )}
      <ActionIcon size={28} aria-label={t('cancel', { name: upload.file.name })} onClick={onCancel}>
        <IconX size={15} stroke={1.6} />
      </ActionIcon>
    </li>
  );
}
