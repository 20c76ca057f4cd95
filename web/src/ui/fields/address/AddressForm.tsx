import { useMemo, useState } from 'react';
import { Autocomplete, Input, Select, Textarea, TextInput, type MantineSize } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWithinPortal } from '../Nested';
import { divisionsOf, withDivision } from './divisions';
import { COUNTRIES, countryName, isLargeFirst, type Address } from './writing';
import classes from './Address.module.css';

export interface AddressFormProps {
  value: Address | null;
  onChange: (value: Address | null) => void;
  label?: string;
  'aria-label'?: string;
  description?: React.ReactNode;
  error?: React.ReactNode;
  withAsterisk?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
  size?: MantineSize;
}

type Part = keyof Address;
const DIVISIONS: readonly Part[] = ['state', 'city', 'district'];

/** An address in the order of its country: in China chosen from the province down, elsewhere written from the street up. */
export default function AddressForm({ value, onChange, label, description, error, withAsterisk, disabled, autoFocus, size = 'sm', ...rest }: AddressFormProps) {
  const { t, i18n } = useTranslation('fields');
  const comboboxProps = { withinPortal: useWithinPortal() };
  // A country alone says nothing yet, and so is no value; what was chosen must stay all the same.
  const [chosen, setChosen] = useState<string>();
  const country = value?.country ?? chosen ?? (value ? '' : i18n.language.startsWith('zh') ? 'CN' : '');
  const address = { ...value, country };
  const put = (next: Address) => {
    const kept = Object.fromEntries(Object.entries(next).filter(([, text]) => text));
    const says = Object.keys(kept).some((part) => part !== 'country' || value?.country);
    onChange(says ? kept : null);
  };
  const countries = useMemo(
    () => Object.keys(COUNTRIES).map((code) => ({ value: code, label: countryName(code, i18n.language) })).sort((one, other) => Number(other.value === 'CN') - Number(one.value === 'CN') || one.label.localeCompare(other.label, i18n.language)),
    [i18n.language],
  );
  const large = country === '' ? i18n.language.startsWith('zh') : isLargeFirst(COUNTRIES[country]?.lines ?? []);
  const order: readonly Part[] = large ? [...DIVISIONS, 'street', 'postal_code'] : ['street', 'district', 'city', 'state', 'postal_code'];
  const offered = country === 'CN' ? divisionsOf(address) : null;
  const input = (part: Part) => {
    const shared = { key: part, size, disabled, 'aria-label': t(`address.${part}`), placeholder: t(`address.${part}`), className: classes[part], value: address[part] ?? '' };
    if (part === 'street') return <Textarea {...shared} autosize minRows={1} maxRows={4} maxLength={400} autoFocus={autoFocus} onChange={(event) => put({ ...address, street: event.currentTarget.value })} />;
    if (offered && (part === 'state' || part === 'city' || part === 'district')) {
      return <Autocomplete {...shared} data={offered[part]} limit={60} maxLength={120} comboboxProps={comboboxProps} onChange={(next) => put(offered[part].includes(next) ? withDivision(address, part, next) : { ...address, [part]: next })} />;
    }
    return <TextInput {...shared} maxLength={part === 'postal_code' ? 20 : 120} inputMode={part === 'postal_code' && country === 'CN' ? 'numeric' : undefined} onChange={(event) => put({ ...address, [part]: event.currentTarget.value })} />;
  };
  return (
    <Input.Wrapper label={label} description={description} error={error} withAsterisk={withAsterisk} labelElement="div">
      <div role="group" aria-label={label ?? rest['aria-label']} className={classes.form}>
        <Select
          searchable
          clearable
          size={size}
          disabled={disabled}
          comboboxProps={comboboxProps}
          aria-label={t('address.country')}
          placeholder={t('address.country')}
          className={classes.country}
          data={countries}
          limit={80}
          value={country || null}
          onChange={(code) => {
            setChosen(code ?? '');
            put({ ...address, country: code ?? '' });
          }}
        />
        {order.map(input)}
      </div>
    </Input.Wrapper>
  );
}
