import { useState } from 'react';
import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const MASKED = '•';

interface SecretInputProps extends Omit<PasswordInputProps, 'value' | 'onChange'> {
  /** The mask as it is shown, or what is typed. */
  value: string;
  onChange: (value: string | null) => void;
}

/** A new value in place of one that is not shown. Nothing typed leaves it as it is. */
export function SecretInput({ value, onChange, description, ...input }: SecretInputProps) {
  const { t } = useTranslation('fields');
  const [mask] = useState(value.startsWith(MASKED) ? value : null);
  const typed = value.startsWith(MASKED) ? '' : value;
  return (
    <PasswordInput
      {...input}
      description={description ?? (mask ? t('secret.typeAnew') : undefined)}
      placeholder={mask ?? undefined}
      autoComplete="off"
      data-1p-ignore
      data-lpignore="true"
      value={typed}
      onChange={(event) => onChange(event.currentTarget.value || mask)}
    />
  );
}
