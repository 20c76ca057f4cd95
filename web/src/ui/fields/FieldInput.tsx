import { Checkbox, NumberInput, Textarea, TextInput, type MantineSize } from '@mantine/core';
import { DateInput, DateTimePicker } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { filesIn } from '@/api/heldFiles';
import { isLinked } from '@/api/links';
import type { FieldMeta, FieldScalar, Lookup, RecordValues } from '@/api/types';
import { mixedIn, partsIn } from '@/api/values';
import { useFormat } from '../useFormat';
import { AddressInput } from './address/AddressInput';
import { ChoiceInput } from './ChoiceInput';
import { chosenIn } from './choices';
import type { CurrencyAmount } from './currencyAmount/amount';
import { CurrencyAmountInput } from './currencyAmount/CurrencyAmountInput';
import { DurationInput } from './DurationInput';
import { FilesInput } from './files/FilesInput';
import type { Geolocation } from './geolocation/geolocation';
import { GeolocationInput } from './geolocation/GeolocationInput';
import { isYear } from './kinds';
import { LinksInput } from './LinksInput';
import { LookupInput, type LookupInputProps } from './LookupInput';
import { MixedLookupInput } from './MixedLookupInput';
import { MultiChoiceInput } from './MultiChoiceInput';
import { useWithinPortal } from './Nested';
import { SecretInput } from './SecretInput';
import { RichTextInput } from './richText/RichTextInput';
import { UserPicker } from './UserPicker';
import { fromWallClock, toWallClock } from './zoned';

export interface FieldInputProps {
  field: FieldMeta;
  value: FieldScalar | undefined;
  onChange: (value: FieldScalar) => void;
  /** The rest of the record being edited: the pipeline narrows the stages, the currency names the unit. */
  record?: RecordValues;
  error?: string;
  /** Leave out the label (inside a table cell); it is still read aloud. */
  bare?: boolean;
  autoFocus?: boolean;
  size?: MantineSize;
  /** Choosing from a list or a calendar is final: lets an inline editor save at once. */
  onCommit?: (value: FieldScalar) => void;
}

/** Edits any field as its metadata says. Values go in and out in shown form (lookups `{id, name}`). */
export function FieldInput(props: FieldInputProps) {
  const { field, value, onChange, record, error, bare = false, autoFocus, size = 'sm', onCommit } = props;
  const { t } = useTranslation('fields');
  const { context } = useFormat();
  const popoverProps = { withinPortal: useWithinPortal() };
  const shared = {
    size,
    autoFocus,
    error,
    label: bare ? undefined : field.label,
    'aria-label': bare ? field.label : undefined,
    description: bare ? undefined : (field.help ?? undefined),
    withAsterisk: !bare && field.required,
    disabled: field.read_only,
  };
  const text = value === null || value === undefined ? '' : String(value);
  const choose = (next: FieldScalar) => {
    onChange(next);
    onCommit?.(next);
  };

  switch (field.type) {
    case 'long_text':
      return <Textarea {...shared} value={text} autosize minRows={bare ? 1 : 3} maxRows={12} onChange={(event) => onChange(event.currentTarget.value || null)} />;
    case 'rich_text':
      return <RichTextInput {...shared} value={text} onChange={onChange} />;
    case 'address':
      return <AddressInput {...shared} value={partsIn(value)} onChange={(next) => onChange(next as FieldScalar)} />;
    case 'geolocation':
      return <GeolocationInput {...shared} value={placeIn(value)} onChange={(next) => onChange(next as FieldScalar)} />;
    case 'currency_amount':
      return <CurrencyAmountInput {...shared} value={partsIn(value) as CurrencyAmount | null} onChange={(next) => onChange(next as FieldScalar)} />;
    case 'integer':
    case 'number':
    case 'percent':
    case 'money':
      return (
        <NumberInput
          {...shared}
          value={text}
          onChange={(next) => onChange(numberOf(field, String(next)))}
          allowDecimal={field.type !== 'integer'}
          decimalScale={field.type === 'integer' ? 0 : (field.decimals ?? (field.type === 'money' ? 2 : undefined))}
          thousandSeparator={isYear(field) ? undefined : ','}
          suffix={field.type === 'percent' ? '%' : undefined}
          leftSection={field.type === 'money' ? currencySymbol(context.language, String(record?.currency || context.currency)) : undefined}
          min={field.minimum ?? undefined}
          max={field.maximum ?? undefined}
          clampBehavior="none"
          hideControls
          inputMode="decimal"
        />
      );
    case 'date':
      return <DateInput {...shared} popoverProps={popoverProps} value={text || null} onChange={choose} clearable={!field.required} valueFormat="YYYY-MM-DD" placeholder={t('date.placeholder')} />;
    case 'datetime':
      return (
        <DateTimePicker
          {...shared}
          popoverProps={popoverProps}
          value={text ? toWallClock(text, context.timezone) : null}
          onChange={(next) => onChange(next ? fromWallClock(next, context.timezone) : null)}
          clearable={!field.required}
          valueFormat="YYYY-MM-DD HH:mm"
        />
      );
    case 'boolean':
      return <Checkbox {...shared} label={bare ? undefined : field.label} checked={value === true} onChange={(event) => choose(event.currentTarget.checked)} />;
    case 'choice':
    case 'stage':
      return <ChoiceInput {...shared} field={field} value={text || null} record={record} onChange={choose} opened={bare && autoFocus} />;
    case 'duration':
      return <DurationInput {...shared} value={typeof value === 'number' || typeof value === 'string' ? value : null} onChange={onChange} />;
    case 'multi_choice':
      return <MultiChoiceInput {...shared} field={field} value={chosenIn(value)} record={record} onChange={onChange} opened={bare && autoFocus} />;
    case 'lookup':
      return <LookupField {...shared} target={field.target ?? 'user'} value={value as Lookup | null} onChange={choose} clearable={!field.required} opened={bare && autoFocus} />;
    case 'encrypted_text':
      return <SecretInput {...shared} clearable={!field.required} value={text} maxLength={field.max_length ?? 1000} onChange={onChange} />;
    case 'file':
    case 'image':
      return <FilesInput {...shared} field={field} value={filesIn(value)} onChange={onChange} />;
    case 'mixed_lookup':
      return <MixedLookupInput {...shared} field={field} value={mixedIn(value)} onChange={choose} opened={bare && autoFocus} />;
    case 'links':
      return <LinksInput {...shared} target={field.target ?? ''} value={isLinked(value) ? value : null} onChange={onChange} opened={bare && autoFocus} />;
    default:
      return (
        <TextInput
          {...shared}
          type={{ email: 'email', phone: 'tel', url: 'url' }[field.type as string] ?? 'text'}
          value={text}
          maxLength={field.max_length ?? undefined}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      );
  }
}

function LookupField(props: LookupInputProps) {
  return props.target === 'user' ? <UserPicker {...props} /> : <LookupInput {...props} />;
}

/** Money stays a decimal string, so that no cent is lost on the way. */
function numberOf(field: FieldMeta, value: string): FieldScalar {
  if (value === '') return null;
  return field.type === 'money' ? value : Number(value);
}

function currencySymbol(language: string, currency: string): string {
  const parts = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/** A place, or what was typed instead of one. */
function placeIn(value: FieldScalar | undefined): Geolocation | string | null {
  return typeof value === 'string' ? value : (partsIn(value) as Geolocation | null);
}
