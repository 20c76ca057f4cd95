import { useState } from 'react';
import { ActionIcon, TextInput, Tooltip, type TextInputProps } from '@mantine/core';
import { IconCurrentLocation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { readPlace, writePlace, type Geolocation } from './geolocation';

export interface GeolocationInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** A place, or what was typed and is none. */
  value: Geolocation | string | null;
  onChange: (value: Geolocation | string | null) => void;
}

const text = (value: Geolocation | string | null): string => (value === null ? '' : typeof value === 'string' ? value : writePlace(value));

/** Latitude and longitude as they are copied from elsewhere, or where the browser is. The server says what is wrong with others. */
export function GeolocationInput({ value, onChange, ...input }: GeolocationInputProps) {
  const { t } = useTranslation('fields');
  const [typed, setTyped] = useState(() => text(value));
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState(false);
  const change = (next: string) => {
    setTyped(next);
    setFailed(false);
    onChange(next.trim() ? (readPlace(next) ?? next) : null);
  };
  const here = () => {
    setAsking(true);
    setFailed(false);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setAsking(false);
        change(writePlace(coords));
      },
      () => {
        setAsking(false);
        setFailed(true);
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  };
  return (
    <TextInput
      {...input}
      value={typed}
      error={failed ? t('place.unknown') : input.error}
      placeholder={t('place.placeholder')}
      onChange={(event) => change(event.currentTarget.value)}
      rightSection={
        'geolocation' in navigator && !input.disabled && (
          <Tooltip label={t('place.here')}>
            <ActionIcon size={24} variant="subtle" loading={asking} aria-label={t('place.here')} onMouseDown={(event) => event.preventDefault()} onClick={here}>
              <IconCurrentLocation size={16} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )
      }
    />
  );
}
