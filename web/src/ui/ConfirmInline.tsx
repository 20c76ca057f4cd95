import { useState, type ReactNode } from 'react';
import { Button, Group, Text, type ButtonProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface ConfirmInlineProps extends Pick<ButtonProps, 'size' | 'variant' | 'color' | 'leftSection'> {
  children: ReactNode;
  question: string;
  confirmLabel: string;
  onConfirm: () => void;
  loading?: boolean;
  disabled?: boolean;
}

/** A button that asks once, in place, before it does something weighty; no dialog. */
export function ConfirmInline({ children, question, confirmLabel, onConfirm, loading, disabled, ...button }: ConfirmInlineProps) {
  const { t } = useTranslation('common');
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <Button {...button} loading={loading} disabled={disabled} onClick={() => setAsking(true)}>
        {children}
      </Button>
    );
  }
  return (
    <Group gap={8} role="group" aria-label={question} onKeyDown={(event) => event.key === 'Escape' && setAsking(false)}>
      <Text size="sm">{question}</Text>
      <Button size={button.size} variant="default" onClick={() => setAsking(false)} autoFocus>
        {t('cancel')}
      </Button>
      <Button
        size={button.size}
        color="red.8"
        onClick={() => {
          setAsking(false);
          onConfirm();
        }}
      >
        {confirmLabel}
      </Button>
    </Group>
  );
}
