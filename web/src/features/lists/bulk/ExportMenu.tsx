import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet, IconFileTypeCsv } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '@/api/client';
import type { ObjectMeta } from '@/api/types';

export interface ExportMenuProps {
  object: ObjectMeta;
  columns: string[];
  filter: string;
  compact?: boolean;
}

/** Downloads the list as it is filtered, with its columns. */
export function ExportMenu({ object, columns, filter, compact = false }: ExportMenuProps) {
  const { t } = useTranslation('lists');
  const href = (format: 'csv' | 'xlsx') => apiUrl(`/objects/${object.name}/export`, { filter, fields: columns, format });
  return (
    <Menu position={compact ? 'top' : 'bottom-end'}>
      <Menu.Target>
        {compact ? (
          <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconDownload size={14} />}>
            {t('export.label')}
          </Button>
        ) : (
          <Tooltip label={t('export.label')}>
            <ActionIcon variant="default" size={28} aria-label={t('export.label')}>
              <IconDownload size={15} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={href('xlsx')} download leftSection={<IconFileSpreadsheet size={16} />}>
          {t('export.xlsx')}
        </Menu.Item>
        <Menu.Item component="a" href={href('csv')} download leftSection={<IconFileTypeCsv size={16} />}>
          {t('export.csv')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
