import { useEffect, useRef, useState } from 'react';
import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FilterBar } from './filters/FilterBar';
import type { ListState } from './useListState';
import { ViewLimits } from './views/ViewLimits';
import classes from './Lists.module.css';

export interface ToolbarProps {
  state: ListState;
  error: unknown;
  children?: React.ReactNode;
}

/** Conditions on the left, search and tools on the right. */
export function Toolbar({ state, error, children }: ToolbarProps) {
  return (
    <>
      <div className={classes.toolbar}>
        <FilterBar object={state.object} filter={state.filter} onChange={state.setFilter} error={error} />
        <div className={classes.tools}>
          <QuickSearch value={state.q} onChange={(q) => state.set({ q: q || undefined })} />
          {children}
        </div>
      </div>
      <ViewLimits view={state.view} />
    </>
  );
}

function QuickSearch({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('lists');
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback(onChange, 250);
  useEffect(() => setTyped(value), [value]);
  useHotkeys([['/', () => input.current?.focus()]]);
  const change = (next: string) => {
    setTyped(next);
    tell(next);
  };
  return (
    <TextInput
      ref={input}
      type="search"
      size="xs"
      w={190}
      className={classes.search}
      styles={{ input: { height: 28, minHeight: 28 } }}
      placeholder={t('page.search')}
      aria-label={t('page.search')}
      leftSection={<IconSearch size={14} stroke={1.8} />}
      rightSection={typed ? <CloseButton size="xs" aria-label={t('page.clearSearch')} onClick={() => change('')} /> : null}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
