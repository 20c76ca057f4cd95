import { useState } from 'react';
import { TextInput, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { readDuration, writeDuration } from '../duration';
import { useFormat } from '../useFormat';

export interface DurationInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** Seconds, or what was typed and is no length of time. */
  value: number | string | null;
  onChange: (value: number | string | null) => void;
}

/** A length of time as people write it. What cannot be read is sent as it is, so that the server says what is wrong. */
export function DurationInput({ value, onChange, ...input }: DurationInputProps) {
  const { t } = useTranslation('fields');
  const { context } = useFormat();
  const [text, setText] = useState(() => shown(value, context.language));
  const change = (next: string) => {
    setText(next);
    onChange(next.trim() ? (readDuration(next) ?? next) : null);
  };
  return (
    <TextInput
      {...input}
      value={text}
      placeholder={t('duration.placeholder')}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={(event) => {
        const seconds = readDuration(text);
        if (seconds !== null) setText(writeDuration(seconds, context.language));
        input.onBlur?.(event);
      }}
    />
  );
}

const shown = (value: number | string | null, language: string): string => (typeof value === 'number' ? writeDuration(value, language) : (value ?? ''));
