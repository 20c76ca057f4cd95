import { useTranslation } from 'react-i18next';
import { useKnownObject } from '@/api/objects';
import type { MixedLookup } from '@/api/types';
import { ObjectIcon } from '../ObjectIcon';
import { RecordLink } from '../RecordLink';
import classes from './MixedLookup.module.css';

/** The record by its name and the icon of its object; of one that the reader does not see, that there is one. */
export function MixedLookupValue({ value, links }: { value: MixedLookup | null; links: boolean }) {
  const { t } = useTranslation('fields');
  const object = useKnownObject(value?.object ?? '');
  if (!value) return null;
  if (value.name === null) return <span className={`${classes.hidden} truncate`}>{t('mixed.hidden')}</span>;
  return (
    <span className={classes.value} title={object ? `${object.label}: ${value.name}` : value.name}>
      <ObjectIcon object={value.object} size={15} />
      {object && <span className="visually-hidden">{object.label}: </span>}
      <span className={`${classes.name} truncate`}>
        {links && value.object !== 'user' ? <RecordLink object={value.object} id={value.id}>{value.name}</RecordLink> : value.name}
      </span>
    </span>
  );
}
