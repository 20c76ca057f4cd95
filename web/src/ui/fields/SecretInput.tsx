import { useState } from 'react';
import { Button, PasswordInput, type PasswordInputProps } from '@mantine/core';
import { IconArrowBackUp, IconEraser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const MASKED = '•';

interface SecretInputProps extends Omit<PasswordInputProps, 'value' | 'onChange'> {
  /** The mask as it is shown, or what is typed. */
  value: string;
  onChange: (value: string | null) => void;
  /** Whether the value may be taken away. */
  clearable: boolean;
}

/** A new value in place of one that is not shown. Nothing typed leaves it as it is; clearing is asked for by a button. */
export function SecretInput({ value, onChange, clearable, description, ...input }: SecretInputProps) {
  const { t } = useTranslation('fields');
  const [mask] = useState(value.startsWith(MASKED) ? value : null);
  const [cleared, setCleared] = useState(false);
  const typed = value.startsWith(MASKED) ? '' : value;
  const type = (text: string) => {
    setCleared(false);
    onChange(text || mask);
  };
  const clear = () => {
    setCleared(!cleared);
    onChange(cleared ? mask : null);
  };
  const told = mask && t(cleared ? 'secret.goes' : 'secret.typeAnew');
  return (
    <div>
      <PasswordInput
        {...input}
        description={description ?? told ?? undefined}
        placeholder={(!cleared && mask) || undefined}
        autoComplete="off"
        data-1p-ignore
        data-lpignore="true"
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {mask && clearable && !input.disabled && !typed && (
        <Button
          mt={6}
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={cleared ? <IconArrowBackUp size={14} /> : <IconEraser size={14} />}
          onClick={clear}
        >
          {t(cleared ? 'secret.keep' : 'secret.clear')}
        </Button>
      )}
    </div>
  );
}
