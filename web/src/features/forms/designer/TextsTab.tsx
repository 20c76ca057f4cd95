import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FormBody } from '../types';
import { WordsInput } from './WordsInput';
import { errorAt, type PartProps } from './parts';
import classes from './Designer.module.css';

const TEXTS = [
  { key: 'title', lines: false, most: 500 },
  { key: 'description', lines: true, most: 5_000 },
  { key: 'button', lines: false, most: 60 },
  { key: 'thanks', lines: true, most: 5_000 },
  { key: 'closed', lines: true, most: 5_000 },
] as const;

/** What strangers read around the fields, and where they go afterwards. */
export function TextsTab({ draft, errors, own, putBody }: PartProps) {
  const { t } = useTranslation('forms');
  const { body } = draft;
  return (
    <div className={classes.stack}>
      {TEXTS.map(({ key, lines, most }) => (
        <WordsInput key={key} label={t(`texts.${key}`)} own={own} lines={lines} maxLength={most} value={body[key]} error={errorAt(errors, key)} placeholder={key === 'title' ? draft.label : undefined} onChange={(next) => putBody({ [key]: next } as Partial<FormBody>)} />
      ))}
      <TextInput label={t('texts.redirect')} description={t('texts.redirectHelp')} placeholder="https://www.example.com/thanks" value={body.redirect_url} error={errors.redirect_url} onChange={(event) => putBody({ redirect_url: event.currentTarget.value.trim() })} />
    </div>
  );
}
