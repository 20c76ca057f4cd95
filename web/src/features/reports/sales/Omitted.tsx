import type { ReactNode } from 'react';
import { Alert, Button, Group } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SalesOverview, Part } from '../model/types';
import { useSalesSearch } from './useSalesSearch';

const OF_CLOSED: Part[] = ['closed', 'cycle', 'quarters', 'regions', 'agents'];

/** Says which parts of the report the reader may not see. */
export function Omitted({ overview: { omitted: parts, narrowed_by_hidden: hidden } }: { overview: SalesOverview }) {
  const { t, i18n } = useTranslation('reports');
  const [, setSearch] = useSalesSearch();
  if (!parts.length) return null;
  const ofPeriod = parts.includes('closed');
  const names = parts.filter((part) => !ofPeriod || !OF_CLOSED.includes(part)).map((part) => t(`omitted.parts.${part}`));
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names);
  if (hidden.length > 0) {
    return (
      <Notice>
        <Group justify="space-between" gap="sm">
          {t(hidden.includes('owner') ? 'omitted.owner' : 'omitted.office')}
          <Button size="compact-sm" variant="default" onClick={() => setSearch({ owner: undefined, office: undefined })}>
            {t('omitted.ofAll')}
          </Button>
        </Group>
      </Notice>
    );
  }
  if (parts.includes('counts')) return <Notice>{t('omitted.all')}</Notice>;
  return (
    <>
      {names.length > 0 && <Notice>{t('omitted.some', { list })}</Notice>}
      {ofPeriod && (
        <Notice>
          <Group justify="space-between" gap="sm">
            {t('omitted.period')}
            <Button size="compact-sm" variant="default" onClick={() => setSearch({ period: undefined, from: undefined, to: undefined })}>
              {t('omitted.withoutPeriod')}
            </Button>
          </Group>
        </Notice>
      )}
    </>
  );
}

function Notice({ children }: { children: ReactNode }) {
  return (
    <Alert color="gray" variant="light" role="status" icon={<IconEyeOff size={16} stroke={1.6} />}>
      {children}
    </Alert>
  );
}
