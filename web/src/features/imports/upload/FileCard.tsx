import { ActionIcon, Loader, Select, Text } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconFileSpreadsheet, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { useFormat } from '@/ui/useFormat';
import { fileSize } from '../model/fileSize';
import type { ChosenFile } from './useChosenFiles';
import type { Sent } from './useUploads';
import classes from './upload.module.css';

interface FileCardProps {
  chosen: ChosenFile;
  sent: Sent;
  onObject: (object: string | null) => void;
  onRemove: () => void;
}

/** One file: what it is called, what its rows are. */
export function FileCard({ chosen, sent, onObject, onRemove }: FileCardProps) {
  const { t } = useTranslation('imports');
  const { context } = useFormat();
  const objects = useObjects().filter((object) => object.permissions.import);
  const { file, header, object, guessed } = chosen;
  const hint = object === null ? t('new.choose') : guessed ? t('new.guessed') : undefined;
  return (
    <li className={classes.card}>
      <SentMark sent={sent} />
      <div className={classes.cardText}>
        <Text fw={550} truncate title={file.name}>
          {file.name}
        </Text>
        <Text size="xs" c="dimmed" truncate title={header.join(' · ')}>
          {fileSize(file.size, context.language)}
          {header.length > 1 && ` · ${header.join(' · ')}`}
        </Text>
      </div>
      <Select
        className={classes.cardObject}
        aria-label={t('new.rowsAre', { name: file.name })}
        placeholder={t('new.choose')}
        description={hint}
        inputWrapperOrder={['label', 'input', 'description']}
        data={objects.map(({ name, plural_label }) => ({ value: name, label: plural_label }))}
        value={object}
        onChange={onObject}
        allowDeselect={false}
        disabled={sent !== 'waiting'}
        leftSection={object ? <ObjectIcon object={object} size={16} /> : undefined}
      />
      <ActionIcon aria-label={t('new.remove', { name: file.name })} onClick={onRemove} disabled={sent === 'sending'}>
        <IconX size={16} />
      </ActionIcon>
    </li>
  );
}

function SentMark({ sent }: { sent: Sent }) {
  const { t } = useTranslation('imports');
  if (sent === 'sending') return <Loader size={18} aria-label={t('new.sending')} />;
  if (sent === 'sent') return <IconCheck size={20} color="var(--mantine-color-teal-6)" aria-label={t('new.sent')} />;
  if (sent === 'failed') return <IconAlertCircle size={20} color="var(--mantine-color-red-6)" aria-label={t('new.failed')} />;
  return <IconFileSpreadsheet size={20} stroke={1.5} color="var(--text-faint)" aria-hidden />;
}
