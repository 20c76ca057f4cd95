import { useTranslation } from 'react-i18next';
import { writeAddress, type Address } from './writing';
import classes from './Address.module.css';

/** An address on the page: on its lines, or on one of a list. */
export default function AddressText({ address, variant }: { address: Address; variant: 'cell' | 'full' }) {
  const { i18n } = useTranslation();
  const lines = writeAddress(address, i18n.language);
  if (variant === 'full') return <span className={classes.lines}>{lines.join('\n')}</span>;
  return <span className="truncate">{lines.join(', ')}</span>;
}
