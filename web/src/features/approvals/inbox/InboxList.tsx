import { useRef, useState, type KeyboardEvent } from 'react';
import { Checkbox } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { MOST_AT_ONCE } from '../calls';
import type { InboxSearch } from '../routes';
import type { ApprovalSummary, Decision, Person } from '../types';
import { BulkBar } from './BulkBar';
import { InboxRow } from './InboxRow';
import { ReassignBar } from './ReassignBar';
import { allTicked, moved, NOTHING, tickedOf, toggled } from './selection';
import classes from './Inbox.module.css';

interface InboxListProps {
  state: NonNullable<InboxSearch['state']>;
  rows: ApprovalSummary[];
  /** Of everybody's open requests: whose tasks alone the list is about. */
  approver: Person | null;
  open: string | null;
  onTold: (sentence: string) => void;
}

/** Lines that the keyboard goes through: ↑ ↓ or J K, Enter opens, Space ticks, A approves and R rejects what is ticked. */
export function InboxList({ state, rows, approver, open, onTold }: InboxListProps) {
  const { t } = useTranslation('approvals');
  const navigate = useNavigate();
  const [selection, setSelection] = useState(NOTHING);
  const [deciding, setDeciding] = useState<Decision | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const ids = rows.map(({ id }) => id);
  const at = Math.min(selection.at, rows.length - 1);
  const ticked = tickedOf(selection, ids);
  const decides = state === 'waiting';
  const ticks = decides || state === 'open';
  const target = ticked.length ? ticked : ids.slice(at, at + 1);

  const show = (id: string) => void navigate({ to: '/approvals/$id', params: { id }, search: (before) => before });
  const go = (by: number) => {
    const next = moved({ ...selection, at }, by, rows.length);
    setSelection(next);
    list.current?.querySelectorAll<HTMLElement>('[data-row]')[next.at]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target as HTMLElement).matches('[data-row]')) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => go(1), j: () => go(1), ArrowUp: () => go(-1), k: () => go(-1),
      ...(ticks ? { ' ': () => rows[at] && setSelection(toggled({ ...selection, at }, rows[at].id)) } : {}),
      ...(decides ? { a: () => setDeciding('approve'), r: () => setDeciding('reject') } : {}),
    };
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  return (
    <>
      {ticks && (
        <div className={classes.head}>
          <Checkbox
            aria-label={t('inbox.all')}
            checked={ticked.length > 0 && ticked.length === Math.min(ids.length, MOST_AT_ONCE)}
            indeterminate={ticked.length > 0 && ticked.length < Math.min(ids.length, MOST_AT_ONCE)}
            onChange={() => setSelection(allTicked(selection, ids, MOST_AT_ONCE))}
          />
          <span className={classes.keys} data-hint={ticked.length === 0 || undefined}>{ticked.length ? t('inbox.ticked', { count: ticked.length }) : t(decides ? 'inbox.keys' : 'overview.keys')}</span>
          {ticked.length === 0 && <span className={classes.allHint} aria-hidden>{t('inbox.all')}</span>}
        </div>
      )}
      <ul ref={list} className={classes.rows} aria-label={t(`inbox.${state}`)} onKeyDown={onKeyDown}>
        {rows.map((row, index) => (
          <InboxRow
            key={row.id}
            row={row}
            isOpen={open === row.id}
            isAt={index === at}
            ticked={ticks ? selection.ticked.has(row.id) : null}
            onFocus={() => setSelection({ ...selection, at: index })}
            onTick={() => setSelection(toggled({ ...selection, at: index }, row.id))}
            onOpen={() => show(row.id)}
          />
        ))}
      </ul>
      {state === 'open' && ticked.length > 0 && (
        <ReassignBar
          requests={rows.filter(({ id }) => ticked.includes(id))}
          approver={approver}
          onDone={(sentence) => {
            setSelection({ ...NOTHING, at });
            onTold(sentence);
          }}
          onCancel={() => setSelection({ ...selection, ticked: new Set() })}
        />
      )}
      {decides && (ticked.length > 0 || deciding) && (
        <BulkBar
          key={deciding ?? ''}
          requests={rows.filter(({ id }) => target.includes(id))}
          deciding={deciding}
          onDecide={setDeciding}
          onDone={(sentence) => {
            setDeciding(null);
            setSelection({ ...NOTHING, at });
            onTold(sentence);
          }}
          onCancel={() => (deciding ? setDeciding(null) : setSelection({ ...selection, ticked: new Set() }))}
        />
      )}
    </>
  );
}
