import { IconMapPin } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { mapOf, writePlace, type Geolocation } from './geolocation';
import classes from '../FieldValue.module.css';

/** A place with a link to a map: nothing of it is fetched before somebody asks for it. */
export function GeolocationValue({ place, links }: { place: Geolocation; links: boolean }) {
  const { t, i18n } = useTranslation('fields');
  const written = <span className="tabular">{writePlace(place)}</span>;
  if (!links) return written;
  return (
    <a className={`${classes.link} ${classes.lookup}`} href={mapOf(place, i18n.language)} target="_blank" rel="noopener noreferrer" title={t('place.map')}>
      <IconMapPin size={15} stroke={1.7} aria-label={t('place.map')} role="img" />
      {written}
    </a>
  );
}
