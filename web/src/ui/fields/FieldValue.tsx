import { Fragment } from 'react';
import { filesIn } from '@/api/heldFiles';
import { isLinked } from '@/api/links';
import { mixedIn, partsIn } from '@/api/values';
import type { CrmRecord, FieldMeta, FieldScalar, LinkedRecords, Lookup } from '@/api/types';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { writeDuration } from '../duration';
import { MoneyText } from '../MoneyText';
import { OptionBadge } from '../OptionBadge';
import { OwnerAvatar } from '../OwnerAvatar';
import { RecordLink } from '../RecordLink';
import { useFormat } from '../useFormat';
import { AddressValue, CountryValue } from './address/AddressInput';
import { CurrencyAmountValue } from './currencyAmount/CurrencyAmountValue';
import { foreignOf } from './currencyAmount/ownAmount';
import { chosenIn } from './choices';
import { FilesValue } from './files/FilesValue';
import { RichTextValue } from './richText/RichTextValue';
import type { Geolocation } from './geolocation/geolocation';
import { GeolocationValue } from './geolocation/GeolocationValue';
import { isYear } from './kinds';
import { MixedLookupValue } from './MixedLookupValue';
import { SecretValue } from './SecretValue';
import classes from './FieldValue.module.css';

export interface FieldValueProps {
  field: FieldMeta;
  value: FieldScalar | undefined;
  /** The record that holds the value; gives money its currency. */
  record?: Pick<CrmRecord, 'id'> & { currency?: FieldScalar };
  /** `cell`: one line, cut with an ellipsis; `full`: as long as it is. */
  variant?: 'cell' | 'full';
  /** Make lookups, addresses and numbers to dial clickable. */
  links?: boolean;
  /** What stands for "no value"; nothing by default. */
  placeholder?: string;
}

/** Shows any value as its field's metadata says. Never a code, an id or JSON. */
export function FieldValue(props: FieldValueProps) {
  const { value, placeholder } = props;
  if (value === null || value === undefined || value === '') {
    return placeholder ? <span className={classes.empty}>{placeholder}</span> : null;
  }
  return <FilledValue {...props} value={value} />;
}

function FilledValue({ field, value, record, variant = 'cell', links = true, placeholder }: FieldValueProps & { value: FieldScalar }) {
  const format = useFormat();
  const text = String(value);
  switch (field.type) {
    case 'money':
      if (variant === 'cell' && foreignOf(field, record)) return <CurrencyAmountValue value={partsIn(foreignOf(field, record)) ?? {}} />;
      return <MoneyText value={text} currency={typeof record?.currency === 'string' ? record.currency : null} />;
    case 'rich_text':
      return <RichTextValue html={text} variant={variant} links={links} />;
    case 'address':
      return <AddressValue address={partsIn(value) ?? {}} variant={variant} />;
    case 'country':
      return <CountryValue code={text} />;
    case 'geolocation':
      return <GeolocationValue place={partsIn(value) as unknown as Geolocation} links={links} />;
    case 'currency_amount':
      return <CurrencyAmountValue value={partsIn(value) ?? {}} />;
    case 'decimal':
      return <span className="tabular">{format.number(text)}</span>;
    case 'integer':
      return <span className="tabular">{isYear(field) ? text : format.number(text)}</span>;
    case 'number':
      return <span className="tabular">{format.number(text, field.decimals ?? undefined)}</span>;
    case 'percent':
      return <span className="tabular">{format.percent(text)}</span>;
    case 'date':
      return <span className="tabular">{format.date(text)}</span>;
    case 'datetime':
      return <time className="tabular" dateTime={text}>{format.dateTime(text)}</time>;
    case 'boolean':
      return <BooleanValue value={value === true} />;
    case 'choice':
    case 'stage':
      return <ChoiceValue field={field} value={text} />;
    case 'duration':
      return <span className="tabular">{writeDuration(Number(text), format.context.language)}</span>;
    case 'multi_choice':
      return <span className={classes.several} data-one-line={variant !== 'full' || undefined}>{chosenIn(value).map((one) => <ChoiceValue key={one} field={field} value={one} />)}</span>;
    case 'lookup':
      return <LookupValue field={field} value={value as Lookup} links={links} />;
    case 'encrypted_text':
      return <SecretValue field={field} mask={text} recordId={record?.id} revealable={variant === 'full' && links} />;
    case 'file':
    case 'image':
      return <FilesValue files={filesIn(value)} links={links} full={variant === 'full'} />;
    case 'mixed_lookup':
      return <MixedLookupValue value={mixedIn(value)} links={links} />;
    case 'links':
      return isLinked(value) ? <LinkedValue field={field} value={value} links={links} variant={variant} placeholder={placeholder} /> : null;
    case 'email':
      return links ? <a className={`${classes.link} truncate`} href={`mailto:${text}`}>{text}</a> : <span className="truncate">{text}</span>;
    case 'phone':
      return links ? <a className={`${classes.link} tabular`} href={`tel:${text.replace(/\s+/g, '')}`}>{text}</a> : <span className="tabular">{text}</span>;
    case 'url':
      return links ? <WebAddress value={text} /> : <span className="truncate">{text}</span>;
    default:
      return <span className={variant === 'full' ? classes.long : 'truncate'}>{text}</span>;
  }
}

function BooleanValue({ value }: { value: boolean }) {
  const { t } = useTranslation('common');
  if (!value) return <span className="visually-hidden">{t('no')}</span>;
  return <IconCheck size={16} stroke={2} role="img" aria-label={t('yes')} />;
}

function ChoiceValue({ field, value }: { field: FieldMeta; value: string }) {
  const option = field.options?.find((one) => one.value === value);
  return <OptionBadge label={option?.label ?? value} color={option?.color} />;
}

function LookupValue({ field, value, links }: { field: FieldMeta; value: Lookup; links: boolean }) {
  const person = field.target === 'user';
  const name = <span className="truncate">{value.name}</span>;
  return (
    <span className={classes.lookup}>
      <OwnerAvatar name={value.name} square={!person} size={18} />
      {links && !person && field.target ? (
        <span className="truncate">
          <RecordLink object={field.target} id={value.id}>{value.name}</RecordLink>
        </span>
      ) : (
        name
      )}
    </span>
  );
}

function LinkedValue({ field, value, links, variant, placeholder }: { field: FieldMeta; value: LinkedRecords; links: boolean; variant: 'cell' | 'full'; placeholder?: string }) {
  const { t } = useTranslation('fields');
  if (!value.items.length) return placeholder ? <span className={classes.empty}>{placeholder}</span> : null;
  const more = value.count.value - value.items.length;
  return (
    <span className={variant === 'full' ? classes.long : 'truncate'}>
      {value.items.map(({ id, name }, index) => (
        <Fragment key={id}>
          {index > 0 && t('links.comma')}
          {links && field.target && field.target !== 'user' ? <RecordLink object={field.target} id={id}>{name}</RecordLink> : name}
        </Fragment>
      ))}
      {more > 0 && <span className={classes.empty}> {t('links.more', { count: more })}</span>}
    </span>
  );
}

function WebAddress({ value }: { value: string }) {
  // Only web addresses become links: `javascript:` and its kind stay text.
  const href = /^https?:\/\//i.test(value) ? value : /^[\w.-]+\.[a-z]{2,}/i.test(value) ? `https://${value}` : null;
  const shown = value.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
  if (!href) return <span className="truncate">{value}</span>;
  return (
    <a className={`${classes.link} truncate`} href={href} target="_blank" rel="noreferrer noopener">
      {shown}
    </a>
  );
}
