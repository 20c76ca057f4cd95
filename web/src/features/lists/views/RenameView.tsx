import { useState, type FormEvent } from 'react';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSentence } from '@/ui/useSentence';

export interface RenameViewProps {
  name: string;
  onSave: (name: string) => Promise<unknown>;
  onDone: () => void;
}

export function RenameView({ name, onSave, onDone }: RenameViewProps) {
  const { t } = useTranslation(['lists', 'common']);
  const sentence = useSentence();
  const [typed, setTyped] = useState(name);
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(typed.trim())
      .then(onDone)
      .catch((problem: unknown) => setError(sentence(problem)));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={12} w={240}>
        <TextInput
          label={t('views.name')}
          data-autofocus
          maxLength={80}
          value={typed}
          error={error}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group gap={8} justify="flex-end">
          <Button variant="default" onClick={onDone}>{t('common:cancel')}</Button>
          <Button type="submit" disabled={!typed.trim() || typed.trim() === name}>{t('views.rename')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
