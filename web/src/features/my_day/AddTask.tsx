import { useRef, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCreateRecord } from '@/api/recordWrites';
import { announce } from '@/api/announcements';
import { DueChips, dueAt, dueFromText } from '@/features/activities';
import { useFormat } from '@/ui/useFormat';
import { useSentence } from '@/ui/useSentence';
import classes from './MyDay.module.css';

/** A task in one line; the words may name the day ("on Friday at 15:00", "明天下午3点"). */
export function AddTask() {
  const { t } = useTranslation('my_day');
  const { context } = useFormat();
  const sentence = useSentence();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  const create = useCreateRecord('activity');
  const now = new Date().toISOString();
  const due = chosen !== undefined ? chosen : (dueFromText(text, context.timezone, now) ?? dueAt('today', context.timezone, now));

  const add = () => {
    const name = text.trim();
    if (!name) return input.current?.focus();
    setText('');
    setChosen(undefined);
    create.mutate(
      { values: { type: 'task', name, due_at: due, done: false }, message: t('added') },
      {
        onError: (error) => {
          setText(name);
          announce({ kind: 'failed', message: sentence(error) });
        },
      },
    );
    input.current?.focus();
  };

  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <div className={classes.addRow}>
        <IconPlus size={18} stroke={1.7} aria-hidden className={classes.addIcon} />
        <TextInput
          ref={input}
          variant="unstyled"
          flex={1}
          aria-label={t('add')}
          placeholder={t('addHint')}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.currentTarget.value)}
          classNames={{ input: classes.addInput }}
        />
        {text.trim() && (
          <Button type="submit" size="compact-md" fz="sm" loading={create.isPending}>
            {t('addButton')}
          </Button>
        )}
      </div>
      {text.trim() && (
        <div className={classes.addChips}>
          <DueChips value={due} onChange={setChosen} />
        </div>
      )}
    </form>
  );
}
