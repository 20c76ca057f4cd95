import { Fragment, useMemo } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import { AddFilter } from './AddFilter';
import { AdvancedFilter } from './AdvancedFilter';
import { compileFilter } from './compile';
import { FilterChip } from './FilterChip';
import { filterablePaths, resolvePath, type Condition, type PathMeta } from './model';
import { parseFilter } from './parse';
import classes from './Filters.module.css';

export interface FilterBarProps {
  object: ObjectMeta;
  filter: string;
  onChange: (filter: string) => void;
  error: unknown;
  /** Which fields may be chosen; all without it. */
  offers?: (path: PathMeta) => boolean;
  /** Without it what chips cannot say is written elsewhere. */
  advanced?: boolean;
}

/** The list's conditions, reading as a sentence: "Stage is Won and Owner is me". */
export function FilterBar({ object, filter, onChange, error, offers, advanced = true }: FilterBarProps) {
  const { t } = useTranslation('lists');
  const objects = useObjects();
  const paths = useMemo(() => filterablePaths(objects, object).filter((path) => !offers || offers(path)), [objects, object, offers]);
  const typeOf = (path: string) => resolvePath(objects, object, path)?.field.type;
  const conditions = parseFilter(filter, typeOf);
  const put = (next: Condition[]) => onChange(compileFilter(next, typeOf));

  return (
    <div className={classes.bar} role="group" aria-label={t('filters.label')}>
      {conditions?.map((condition, index) => (
        <Fragment key={`${condition.path}-${index}`}>
          {index > 0 && <span className={classes.and}>{t('filters.and')}</span>}
          <FilterChip
            meta={resolvePath(objects, object, condition.path) as PathMeta}
            condition={condition}
            onChange={(next) => put(conditions.map((one, at) => (at === index ? next : one)))}
            onRemove={() => put(conditions.filter((_, at) => at !== index))}
          />
        </Fragment>
      ))}
      {conditions && <AddFilter paths={paths} compact={conditions.length > 0} onAdd={(condition) => put([...conditions, condition])} />}
      {advanced && <AdvancedFilter object={object.name} filter={filter} drawn={conditions !== null} error={error} onChange={onChange} />}
      {filter !== '' && (
        <Button variant="subtle" color="gray" size="compact-sm" h={28} px={8} fw={500} onClick={() => onChange('')}>
          {t('filters.clear')}
        </Button>
      )}
    </div>
  );
}
