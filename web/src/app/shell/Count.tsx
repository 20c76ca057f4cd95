import { useTranslation } from 'react-i18next';
import classes from './Shell.module.css';

const MOST = 99;

/** How much waits at a place; nothing where nothing does. */
export function Count({ value }: { value: number | undefined }) {
  const { t } = useTranslation('shell');
  if (!value) return null;
  return (
    <span className={`${classes.waiting} tabular`} aria-label={t('nav.waiting', { count: value })}>
      {value > MOST ? `${MOST}+` : value}
    </span>
  );
}
