import { useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Labels } from '@/api/types';
import { languageOf, otherOf } from './texts';

export interface TextInBothProps {
  label: string;
  value: Labels;
  onChange: (value: Labels) => void;
  placeholder?: string;
  error?: string;
  maxLength?: number;
  minRows?: number;
  autoFocus?: boolean;
}

/** A text in the person's language; the other one is asked for where somebody reads it. */
export function TextInBoth({ label, value, onChange, placeholder, error, maxLength = 500, minRows = 1, autoFocus }: TextInBothProps) {
  const { t, i18n } = useTranslation('rules');
  const own = languageOf(i18n.language);
  const other = otherOf(own);
  const [both, setBoth] = useState(Boolean(value[other]?.trim() && value[other] !== value[own]));
  const input = (language: typeof own, text: string, first: boolean) => (
    <Textarea
      label={text}
      value={value[language] ?? ''}
      autosize
      minRows={minRows}
      maxRows={8}
      maxLength={maxLength}
      placeholder={first ? placeholder : undefined}
      error={first ? error : undefined}
      autoFocus={first && autoFocus}
      onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
    />
  );
  return (
    <div>
      {input(own, label, true)}
      {both ? <div style={{ marginTop: 8 }}>{input(other, t(`texts.in.${other}`, { label }), false)}</div> : (
        <Button variant="subtle" color="gray" size="compact-xs" mt={4} ml={-8} onClick={() => setBoth(true)}>{t(`texts.add.${other}`)}</Button>
      )}
    </div>
  );
}
