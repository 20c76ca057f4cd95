import { Button, Text } from '@mantine/core';
import { Dropzone, type FileRejection } from '@mantine/dropzone';
import { IconCloudUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './upload.module.css';

// What a server takes unless its operator allows more or less; then the server says so.
const MOST_BYTES = 200 * 1024 ** 2;
const KINDS = ['.csv', '.tsv', '.txt', '.xlsx'];

export function DropArea({ onFiles, small, disabled }: { onFiles: (files: File[]) => void; small: boolean; disabled: boolean }) {
  const { t } = useTranslation('imports');
  const [refused, setRefused] = useState<string | null>(null);
  const refuse = ([first]: FileRejection[]) => {
    if (!first) return;
    setRefused(t(first.file.size > MOST_BYTES ? 'new.tooLarge' : 'new.wrongKind', { name: first.file.name }));
  };
  return (
    <div>
      <Dropzone
        className={classes.drop}
        data-small={small || undefined}
        maxSize={MOST_BYTES}
        disabled={disabled}
        // Systems disagree about the type of a .csv; its name decides here and its content on the server.
        validator={(file) => (KINDS.some((kind) => file.name.toLowerCase().endsWith(kind)) ? null : { code: 'kind', message: '' })}
        onDrop={(files) => {
          setRefused(null);
          onFiles(files);
        }}
        onReject={refuse}
        inputProps={{ 'aria-label': t('new.drop'), accept: KINDS.join(',') }}
      >
        <div className={classes.dropInner}>
          <span className={classes.dropIcon}>
            <IconCloudUpload size={small ? 20 : 28} stroke={1.5} aria-hidden />
          </span>
          <div>
            <Text fw={600}>{small ? t('new.more') : t('new.drop')}</Text>
            {!small && (
              <Text size="sm" c="dimmed">
                {t('new.kinds')}
              </Text>
            )}
          </div>
          {!small && (
            <Button component="span" variant="default" tabIndex={-1}>
              {t('new.browse')}
            </Button>
          )}
        </div>
      </Dropzone>
      {refused && (
        <Text size="sm" c="red" mt={8} role="alert">
          {refused}
        </Text>
      )}
    </div>
  );
}
