import { useState, type FormEvent } from 'react';
import { Button, Popover, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSentence } from '@/ui/useSentence';

/** Keeps the list as it stands under a name. */
export function SaveView({ onSave, light }: { onSave: (name: string, shared: boolean) => Promise<void>; light: boolean }) {
  const { t } = useTranslation('lists');
  const sentence = useSentence();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(name.trim(), shared)
      .then(() => setOpened(false))
      .catch((problem: unknown) => setError(sentence(problem)));
  };
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus returnFocus>
      <Popover.Target>
        <Button variant={light ? 'light' : 'subtle'} color={light ? undefined : 'gray'} size="compact-sm" onClick={() => setOpened(!opened)}>
          {t('views.saveAs')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap={12} w={240}>
            <TextInput label={t('views.name')} data-autofocus required withAsterisk={false} value={name} error={error} onChange={(event) => setName(event.currentTarget.value)} />
            <Switch label={t('views.shared')} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
            <Button type="submit" disabled={!name.trim()}>{t('views.save')}</Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
