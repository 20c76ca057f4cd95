import type { ReactNode } from 'react';
import { Alert, Button, Group, List, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { useSentence } from './useSentence';

export interface ProblemPanelProps {
  error: unknown;
  onRetry?: () => void;
  /** Another way out than the same again. */
  children?: ReactNode;
}

/** What went wrong, in the server's own sentence, and a way to go on. */
export function ProblemPanel({ error, onRetry, children }: ProblemPanelProps) {
  const { t } = useTranslation('common');
  const sentence = useSentence();
  if (!error) return null;
  const errors = isProblem(error) ? error.errors : [];
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle size={18} />} role="alert">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ flex: '1 1 16rem', minWidth: 0 }}>
          <Text size="sm">{sentence(error)}</Text>
          {errors.length > 1 && (
            <List size="sm" mt={4} spacing={2}>
              {errors.slice(0, 5).map((one, index) => (
                <List.Item key={index}>{one.detail}</List.Item>
              ))}
            </List>
          )}
        </div>
        {children}
        {onRetry && (
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
