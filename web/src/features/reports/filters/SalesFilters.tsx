import { Button, Select, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fieldOf, useObject } from '@/api/objects';
import { useRecord } from '@/api/records';
import { UserPicker } from '@/ui/fields/UserPicker';
import { isNarrowed, type SalesSearch } from '../model/search';
import { PeriodFilter } from './PeriodFilter';
import { useOffices } from './useOffices';
import classes from './filters.module.css';

interface SalesFiltersProps {
  search: SalesSearch;
  onChange: (change: Partial<SalesSearch>) => void;
  onClear: () => void;
}

/** Period, pipeline, owner and office; everything is in the address. */
export function SalesFilters({ search, onChange, onClear }: SalesFiltersProps) {
  const { t } = useTranslation('reports');
  const deal = useObject('deal');
  const { pipelines } = deal;
  // What the reader does not see, nothing can be narrowed by; one that the address brought along is taken away in the notice.
  const seesOwner = fieldOf(deal, 'owner') !== undefined;
  const user = useObject('user');
  const seesOffice = seesOwner && fieldOf(user, 'office') !== undefined;
  const owner = useRecord('user', search.owner);
  const offices = useOffices();
  return (
    <div className={classes.bar} role="group" aria-label={t('filters.label')} data-print="hide">
      {fieldOf(deal, 'close_date') && <PeriodFilter search={search} onChange={onChange} />}
      {pipelines.length > 1 && (
        <Select
          className={classes.field}
          aria-label={t('filters.pipeline')}
          placeholder={t('filters.everyPipeline')}
          data={pipelines.map(({ key, label }) => ({ value: key, label }))}
          value={search.pipeline ?? null}
          onChange={(pipeline) => onChange({ pipeline: pipeline ?? undefined })}
          clearable
        />
      )}
      {seesOwner && (
        <div className={classes.field}>
          <UserPicker
            aria-label={t('filters.owner')}
            placeholder={t('filters.everyOwner')}
            value={search.owner ? { id: search.owner, name: owner.data?.name ?? '…' } : null}
            onChange={(user) => onChange({ owner: user?.id })}
          />
        </div>
      )}
      {seesOffice && (offices.length > 0 || search.office) && (
        <Select
          className={classes.field}
          aria-label={t('filters.office')}
          placeholder={t('filters.everyOffice')}
          data={search.office && !offices.includes(search.office) ? [...offices, search.office] : offices}
          value={search.office ?? null}
          onChange={(office) => onChange({ office: office ?? undefined })}
          clearable
          searchable={offices.length > 8}
        />
      )}
      {search.filter && (
        <Button variant="default" rightSection={<IconX size={14} aria-hidden />} onClick={() => onChange({ filter: undefined })} className={classes.condition} aria-label={t('filters.removeCondition')}>
          <Text size="sm" truncate ff="monospace">
            {search.filter}
          </Text>
        </Button>
      )}
      {isNarrowed(search) && (
        <Button variant="subtle" color="gray" onClick={onClear}>
          {t('filters.clear')}
        </Button>
      )}
    </div>
  );
}
