import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Labels } from '@/api/types';
import { inOrder, useOwnLanguage } from './useOwnLanguage';
import classes from '../Objects.module.css';

export interface LabelInputsProps {
  label: string;
  labels: Required<Labels>;
  maxLength: number;
  /** Sentences rather than a name. */
  long?: boolean;
  autoFocus?: boolean;
  error?: string;
  /** What is said in each language where nothing is filled in; otherwise the text of the reader's language. */
  proposed?: Required<Labels>;
  onChange: (labels: Required<Labels>) => void;
}

/** A text in the reader's language and, if wished, in the other; left empty it is the same there. */
export function LabelInputs({ label, labels, maxLength, long = false, autoFocus, error, proposed, onChange }: LabelInputsProps) {
  const { t } = useTranslation('objects');
  const own = useOwnLanguage();
  const Input = long ? Textarea : TextInput;
  return (
    <div className={classes.pair}>
      {inOrder(own).map(({ tag, name }) => (
        <Input
          key={tag}
          label={tag === own ? label : t('inLanguage', { label, language: name })}
          lang={tag}
          value={labels[tag]}
          maxLength={maxLength}
          autoFocus={autoFocus && tag === own}
          error={tag === own ? error : undefined}
          placeholder={proposed ? proposed[tag] : tag === own ? undefined : labels[own].trim() || t('sameAsAbove')}
          {...(long && { autosize: true, minRows: 1, maxRows: 6 })}
          onChange={(event: React.ChangeEvent<HTMLInputElement & HTMLTextAreaElement>) => onChange({ ...labels, [tag]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
}
