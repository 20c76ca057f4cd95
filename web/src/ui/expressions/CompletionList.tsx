import { useEffect, useRef } from 'react';
import type { Completion } from './types';
import classes from './Expressions.module.css';

export interface CompletionListProps {
  id: string;
  label: string;
  completions: Completion[];
  chosen: number;
  onChoose: (completion: Completion) => void;
}

export const optionId = (list: string, at: number): string => `${list}-${at}`;

/** What could stand here. The text keeps the focus; the one chosen is told as its active descendant. */
export function CompletionList({ id, label, completions, chosen, onChoose }: CompletionListProps) {
  const list = useRef<HTMLUListElement>(null);
  // Newer browsers answer with a promise, which an effect must not return.
  useEffect(() => void list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }), [chosen]);
  const help = completions[chosen]?.help;
  return (
    <ul ref={list} id={id} role="listbox" aria-label={label} className={classes.list}>
      {completions.map((each, at) => (
        <li
          key={`${each.kind} ${each.insert}`}
          id={optionId(id, at)}
          role="option"
          aria-selected={at === chosen}
          className={classes.option}
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(each);
          }}
        >
          <span>{each.label}</span>
          {each.kind !== 'word' && <code>{each.kind === 'function' ? each.detail : each.insert}</code>}
          {each.kind === 'field' && <span className={classes.detail}>{each.detail}</span>}
        </li>
      ))}
      {help && <li role="presentation" className={classes.help}>{help}</li>}
    </ul>
  );
}
