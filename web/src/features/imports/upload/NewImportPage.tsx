import type { ReactNode } from 'react';
import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconArrowRight, IconFileImport } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '@/ui/Page';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { readNewImportSearch } from '../model/search';
import { DropArea } from './DropArea';
import { FileCard } from './FileCard';
import { Promises } from './Promises';
import { useChosenFiles } from './useChosenFiles';
import { useUploads } from './useUploads';
import classes from './upload.module.css';

/** Step one: drop the files and say what their rows are. */
export default function NewImportPage(): ReactNode {
  const { t } = useTranslation('imports');
  const { object } = readNewImportSearch(useSearch({ strict: false }));
  const chosen = useChosenFiles(object);
  const uploads = useUploads();
  const ready = chosen.files.length > 0 && chosen.files.every((file) => file.object);

  return (
    <Page
      title={t('new.title')}
      icon={<IconFileImport size={18} stroke={1.6} />}
      actions={
        <Anchor component={Link} to="/imports" size="sm">
          {t('new.toHistory')}
        </Anchor>
      }
      width={760}
    >
      <div className={classes.stack}>
        <DropArea onFiles={chosen.add} small={chosen.files.length > 0} disabled={uploads.isPending} />
        {chosen.files.length === 0 ? (
          <Promises />
        ) : (
          <>
            {chosen.files.length > 1 && (
              <Text size="sm" c="dimmed">
                {t('new.order')}
              </Text>
            )}
            <ul className={classes.cards}>
              {chosen.files.map((file) => (
                <FileCard
                  key={file.key}
                  chosen={file}
                  sent={uploads.stateOf(file.key)}
                  onObject={(name) => chosen.setObject(file.key, name)}
                  onRemove={() => chosen.remove(file.key)}
                />
              ))}
            </ul>
            <ProblemPanel error={uploads.error} />
            <Group justify="flex-end">
              <Button
                size="md"
                disabled={!ready}
                loading={uploads.isPending}
                rightSection={<IconArrowRight size={16} aria-hidden />}
                onClick={() => uploads.send(chosen.files)}
              >
                {t('new.continue', { count: chosen.files.length })}
              </Button>
            </Group>
          </>
        )}
      </div>
    </Page>
  );
}
