import { useRef, type ComponentType, type ReactNode } from 'react';
import { ActionIcon, FileButton, Tooltip } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconPaperclip, IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FileRow } from './FileRow';
import { UploadRow } from './UploadRow';
import { useFiles } from './calls';
import { useFileDeletion } from './useFileDeletion';
import { useUploads } from './useUploads';
import classes from './Files.module.css';

interface FilesProps {
  object: string;
  recordId: string;
  editable: boolean;
  Card: ComponentType<{ title: string; icon?: ReactNode; count?: string; action?: ReactNode; children: ReactNode }>;
}

/** Files of a record: drop them here or choose them, watch them arrive, open, delete. */
export function Files({ object, recordId, editable, Card }: FilesProps) {
  const { t } = useTranslation('files');
  const files = useFiles(object, recordId);
  const { uploads, add, cancel, retry } = useUploads(object, recordId);
  const { leaving, remove } = useFileDeletion(object, recordId);
  const reset = useRef<() => void>(null);
  const shown = (files.data ?? []).filter(({ id }) => !leaving.has(id));
  const choose = (chosen: File[]) => {
    add(chosen);
    reset.current?.();
  };
  return (
    <Card
      title={t('title')}
      icon={<IconPaperclip size={16} stroke={1.6} />}
      count={files.data ? String(shown.length) : undefined}
      action={
        editable && (
          <FileButton multiple onChange={choose} resetRef={reset}>
            {(props) => (
              <Tooltip label={t('upload')}>
                <ActionIcon size={28} aria-label={t('upload')} {...props}>
                  <IconUpload size={16} stroke={1.7} />
                </ActionIcon>
              </Tooltip>
            )}
          </FileButton>
        )
      }
    >
      <ul className={classes.rows}>
        {shown.map((file) => (
          <FileRow key={file.id} file={file} onDelete={editable ? () => remove(file) : undefined} />
        ))}
        {uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} onCancel={() => cancel(upload.key)} onRetry={() => retry(upload)} />
        ))}
      </ul>
      {editable && (
        <Dropzone onDrop={add} className={classes.drop} data-empty={!shown.length || undefined} inputProps={{ 'aria-label': t('upload') }}>
          {t('drop')}
        </Dropzone>
      )}
    </Card>
  );
}
