import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconDownload, IconFileSpreadsheet, IconFileTypeCsv } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { downloadChosen } from '@/api/download';
import type { ObjectMeta } from '@/api/types';
import { useSentence } from '@/ui/useSentence';

export interface ExportMenuProps {
  object: ObjectMeta;
  columns: string[];
  records: { ids: string[] } | { filter: string; q: string; sort: string };
  compact?: boolean;
}

/** Downloads the list as it is filtered and sorted, or what is selected of it, with its columns. */
export function ExportMenu({ object, columns, records, compact = false }: ExportMenuProps) {
  const { t } = useTranslation('lists');
  const sentence = useSentence();
  const run = useMutation({
    mutationFn: (format: 'csv' | 'xlsx') => downloadChosen(`/objects/${object.name}/export`, { ...records, fields: columns, format }),
    onError: (error) => announce({ kind: 'failed', message: sentence(error) }),
  });
  return (
    <Menu position={compact ? 'top' : 'bottom-end'}>
      <Menu.Target>
        {compact ? (
          <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconDownload size={14} />} loading={run.isPending}>
            {t('export.label')}
          </Button>
        ) : (
          <Tooltip label={t('export.label')}>
            <ActionIcon variant="default" size={28} aria-label={t('export.label')} loading={run.isPending}>
              <IconDownload size={15} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileSpreadsheet size={16} />} onClick={() => run.mutate('xlsx')}>
          {t('export.xlsx')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileTypeCsv size={16} />} onClick={() => run.mutate('csv')}>
          {t('export.csv')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
