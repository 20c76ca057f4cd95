import { Checkbox, Group, MultiSelect, NumberInput, ScrollArea, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { DateInput, DateTimePicker } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { CountriesInput } from '@/ui/fields/address/AddressInput';
import { GeolocationInput } from '@/ui/fields/geolocation/GeolocationInput';
import { OptionBadge } from '@/ui/OptionBadge';
import { fromWallClock, toWallClock } from '@/ui/fields/zoned';
import { useFormat } from '@/ui/useFormat';
import { arityOf, type Condition, type PathMeta } from './model';
import { LookupValues } from './LookupValues';
import { MixedLookupValues } from './MixedLookupValues';

export interface ConditionValueInputProps {
  meta: PathMeta;
  condition: Condition;
  onChange: (values: string[]) => void;
}

/** The value part of a condition, by field type and operator. */
export function ConditionValueInput({ meta, condition, onChange }: ConditionValueInputProps) {
  const { field } = meta;
  const arity = arityOf(condition.operator, field.type);
  if (arity === 0) return null;
  if (condition.operator === 'last_days' || condition.operator === 'next_days') return <Days condition={condition} onChange={onChange} />;
  if (field.type === 'boolean') return <YesNo condition={condition} onChange={onChange} />;
  if (field.type === 'mixed_lookup') return <MixedLookupValues targets={field.targets ?? []} values={condition.values} onChange={onChange} />;
  if (field.type === 'lookup' || field.type === 'links') return <LookupValues target={field.target ?? 'user'} values={condition.values} onChange={onChange} />;
  if (condition.operator === 'within') return <Within condition={condition} onChange={onChange} />;
  if (field.type === 'country') return <CountriesInput label={meta.label} values={condition.values} onChange={onChange} />;
  if (field.type === 'currency') return <Currencies label={meta.label} condition={condition} onChange={onChange} />;
  if (arity === 'many') return <Choices meta={meta} condition={condition} onChange={onChange} />;
  return (
    <Stack gap={8}>
      {Array.from({ length: arity }, (_, index) => (
        <SingleValue
          key={index}
          meta={meta}
          first={index === 0}
          value={condition.values[index] ?? ''}
          onChange={(value) => onChange(Array.from({ length: arity }, (_unused, at) => (at === index ? value : (condition.values[at] ?? ''))))}
        />
      ))}
    </Stack>
  );
}

type PartProps = Omit<ConditionValueInputProps, 'meta'>;

function Days({ condition, onChange }: PartProps) {
  const { t } = useTranslation('lists');
  return (
    <Group gap={8} wrap="nowrap">
      <NumberInput aria-label={t('filters.value')} value={condition.values[0] ?? ''} min={1} max={3650} allowDecimal={false} onChange={(value) => onChange([String(value)])} data-autofocus style={{ flex: 1 }} />
      <Text size="sm" c="dimmed">{t('filters.daysUnit')}</Text>
    </Group>
  );
}

/** Where, and how far around: three numbers. */
function Within({ condition, onChange }: PartProps) {
  const { t } = useTranslation('lists');
  const [latitude = '', longitude = '', far = ''] = condition.values;
  const place = latitude && longitude ? { latitude: Number(latitude), longitude: Number(longitude) } : null;
  return (
    <Stack gap={8}>
      <GeolocationInput
        aria-label={t('filters.place')}
        value={place}
        data-autofocus
        onChange={(next) => onChange(next === null || typeof next === 'string' ? ['', '', far] : [String(next.latitude), String(next.longitude), far])}
      />
      <Group gap={8} wrap="nowrap">
        <NumberInput aria-label={t('filters.distance')} value={far} min={0} hideControls style={{ flex: 1 }} onChange={(next) => onChange([latitude, longitude, String(next)])} />
        <Text size="sm" c="dimmed">{t('filters.kilometres')}</Text>
      </Group>
    </Stack>
  );
}

function Currencies({ label, condition, onChange }: PartProps & { label: string }) {
  const { t } = useTranslation('common');
  return <MultiSelect aria-label={label} searchable limit={60} data={Intl.supportedValuesOf('currency')} value={condition.values} onChange={onChange} comboboxProps={{ withinPortal: false }} nothingFoundMessage={t('nothingFound')} />;
}

function YesNo({ condition, onChange }: PartProps) {
  const { t } = useTranslation('lists');
  return (
    <SegmentedControl
      fullWidth
      size="sm"
      value={condition.values[0] ?? 'true'}
      onChange={(value) => onChange([value])}
      data={[{ value: 'true', label: t('filters.true') }, { value: 'false', label: t('filters.false') }]}
    />
  );
}

function Choices({ meta, condition, onChange }: ConditionValueInputProps) {
  const options = (meta.field.options ?? []).filter((option) => !option.retired || condition.values.includes(option.value));
  return (
    <ScrollArea.Autosize mah={260} type="auto">
      <Checkbox.Group value={condition.values} onChange={onChange} aria-label={meta.label}>
        <Stack gap={2}>
          {options.map((option) => (
            <Checkbox key={option.value} value={option.value} size="xs" py={4} label={<OptionBadge label={option.label} color={option.color} />} styles={{ body: { alignItems: 'center' } }} />
          ))}
        </Stack>
      </Checkbox.Group>
    </ScrollArea.Autosize>
  );
}

function SingleValue({ meta, value, onChange, first }: { meta: PathMeta; value: string; onChange: (value: string) => void; first: boolean }) {
  const { t } = useTranslation('lists');
  const { context } = useFormat();
  const shared = { 'aria-label': t('filters.value'), 'data-autofocus': first || undefined };
  switch (meta.field.type) {
    case 'date':
      return <DateInput {...shared} value={value || null} valueFormat="YYYY-MM-DD" placeholder="YYYY-MM-DD" onChange={(next) => onChange(next ?? '')} popoverProps={{ withinPortal: false }} />;
    case 'datetime':
      return (
        <DateTimePicker
          {...shared}
          value={value ? toWallClock(value, context.timezone) : null}
          valueFormat="YYYY-MM-DD HH:mm"
          placeholder="YYYY-MM-DD HH:mm"
          onChange={(next) => onChange(next ? fromWallClock(next, context.timezone) : '')}
          popoverProps={{ withinPortal: false }}
        />
      );
    case 'integer':
    case 'number':
    case 'decimal':
    case 'money':
    case 'percent':
      return <NumberInput {...shared} value={value} hideControls thousandSeparator="," suffix={meta.field.type === 'percent' ? '%' : undefined} onChange={(next) => onChange(String(next))} />;
    default:
      return <TextInput {...shared} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}
