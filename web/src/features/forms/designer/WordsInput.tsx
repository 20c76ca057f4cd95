import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language, type Words } from '../types';
import classes from './Designer.module.css';

export interface WordsInputProps {
  label: string;
  value: Words;
  own: Language;
  onChange: (value: Words) => void;
  placeholder?: string;
  error?: string;
  maxLength?: number;
  lines?: boolean;
}

/** A text in both languages side by side, that of whoever designs first. */
export function WordsInput({ label, value, own, onChange, placeholder, error, maxLength = 500, lines = false }: WordsInputProps) {
  const { t } = useTranslation('forms');
  const order = [own, ...LANGUAGES.filter((one) => one !== own)];
  return (
    <div className={classes.words}>
      {order.map((language, index) => {
        const shared = {
          label: `${label} (${t(`languages.${language}`)})`,
          lang: language,
          value: value[language] ?? '',
          maxLength,
          placeholder: index === 0 ? placeholder : value[own] || placeholder,
          error: index === 0 ? error : undefined,
          onChange: (event: { currentTarget: { value: string } }) => onChange({ ...value, [language]: event.currentTarget.value }),
        };
        return lines ? <Textarea key={language} {...shared} autosize minRows={2} maxRows={10} /> : <TextInput key={language} {...shared} />;
      })}
    </div>
  );
}
