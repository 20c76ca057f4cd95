import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { Input } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useCheck, type Asked } from './calls';
import { CompletionList, optionId } from './CompletionList';
import { isOpen } from './marks';
import { Layer } from './Layer';
import { Preview } from './Preview';
import { Status } from './Status';
import type { Completion, Purpose } from './types';
import classes from './Expressions.module.css';

export interface ExpressionEditorProps {
  /** The object whose fields it speaks of. */
  object: string;
  purpose: Purpose;
  value: string;
  onChange: (text: string) => void;
  label: string;
  description?: string;
  /** What the server refused when it was saved. */
  error?: string;
  /** The name of the formula field, once it has one. */
  field?: string;
  placeholder?: string;
  /** What names may begin with that only the server can judge when it is saved, such as `steps`. */
  open?: readonly string[];
  autoFocus?: boolean;
  /** Offer to compute it on a record. */
  preview?: boolean;
  onSubmit?: () => void;
}

const PAUSE = 200;

/** An expression, checked and completed while it is typed. */
export default function ExpressionEditor(props: ExpressionEditorProps) {
  const { object, purpose, value, onChange, field } = props;
  const { t } = useTranslation('expressions');
  const id = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [opened, setOpened] = useState(false);
  const [chosen, setChosen] = useState(0);
  const [settled] = useDebouncedValue({ text: value, position: opened ? caret : null }, PAUSE);
  const asked: Asked = { object, purpose, text: settled.text, field };
  const check = useCheck(asked, settled.position);
  const current = settled.text === value;
  const found = current && !check.isPlaceholderData ? (check.data?.error ?? null) : null;
  const problem = found && isOpen(found, value, props.open) ? null : found;
  const offered = opened && current && settled.position === caret ? (check.data?.completions ?? []) : [];
  const at = Math.min(chosen, offered.length - 1);

  const follow = (open: boolean) => {
    setCaret(input.current?.selectionStart ?? null);
    setOpened(open);
    setChosen(0);
  };
  const insert = (completion: Completion) => {
    const end = caret ?? value.length;
    onChange(value.slice(0, completion.start) + completion.insert + value.slice(end));
    const place = completion.start + completion.cursor;
    setOpened(completion.kind === 'function' || completion.insert.endsWith('.'));
    setCaret(place);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(place, place);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === ' ' && event.ctrlKey) return event.preventDefault(), follow(true);
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) return event.preventDefault(), props.onSubmit?.();
    if (!offered.length) return undefined;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      return setChosen((at + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length);
    }
    if (event.key === 'Enter' || event.key === 'Tab') return event.preventDefault(), insert(offered[at]!);
    if (event.key === 'Escape') return event.stopPropagation(), setOpened(false);
    return undefined;
  };

  return (
    <Input.Wrapper label={props.label} description={props.description} labelProps={{ htmlFor: id }}>
      <div className={classes.frame} data-wrong={problem !== null || undefined}>
        <Layer text={value} problem={problem} />
        <textarea
          ref={input}
          id={id}
          className={classes.input}
          data-autofocus={props.autoFocus || undefined}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={offered.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={offered.length ? optionId(`${id}-list`, at) : undefined}
          aria-invalid={problem !== null || props.error !== undefined}
          aria-describedby={`${id}-status`}
          value={value}
          rows={3}
          maxLength={4000}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          placeholder={props.placeholder}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            follow(true);
          }}
          onClick={() => follow(false)}
          onBlur={() => setOpened(false)}
          onKeyDown={onKeyDown}
        />
        {offered.length > 0 && <CompletionList id={`${id}-list`} label={t('completions')} completions={offered} chosen={at} onChoose={insert} />}
      </div>
      <Status id={`${id}-status`} checked={check.data} problem={problem} refused={check.error} error={problem ? undefined : props.error} blank={!value.trim()} />
      {props.preview && <Preview asked={asked} valid={current && check.data?.valid === true} />}
    </Input.Wrapper>
  );
}
