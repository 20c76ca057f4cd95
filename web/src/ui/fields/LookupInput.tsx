import { useEffect, useState, type KeyboardEventHandler } from 'react';
import { CloseButton, Combobox, Group, InputBase, Loader, Text, useCombobox, type InputBaseProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconInbox } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Lookup, RecordPage } from '@/api/types';
import { useWithinPortal } from './Nested';
import { OwnerAvatar } from '../OwnerAvatar';

export interface LookupInputProps extends Omit<InputBaseProps, 'value' | 'onChange'> {
  /** Object that is searched. */
  target: string;
  value: Lookup | null | undefined;
  onChange: (value: Lookup | null) => void;
  clearable?: boolean;
  placeholder?: string;
  autoFocus?: boolean;
  opened?: boolean;
  'aria-label'?: string;
  onKeyDown?: KeyboardEventHandler<HTMLInputElement>;
  /** Only records that meet this condition. */
  filter?: string;
  /** Extra choices on top, such as "me". */
  pinned?: Lookup[];
}

const FOUND = 20;

/** Chooses a record of another object by searching on the server; never loads them all. */
export function LookupInput({ target, value, onChange, clearable = true, pinned = [], filter, opened, placeholder, ...input }: LookupInputProps) {
  const { t } = useTranslation('fields');
  const withinPortal = useWithinPortal();
  const [typed, setTyped] = useState<string | null>(null);
  const combobox = useCombobox({
    defaultOpened: opened,
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setTyped(null);
    },
  });
  const [q] = useDebouncedValue((typed ?? '').trim(), 200);
  const found = useQuery({
    queryKey: keys.list(target, { q, filter, limit: FOUND, fields: ['lookup'] }),
    queryFn: ({ signal }) =>
      api.get<RecordPage>(`/objects/${target}/records`, { signal, query: { q, filter, limit: FOUND, count: 'none', sort: q ? undefined : 'name' } }),
    enabled: combobox.dropdownOpened,
    staleTime: 30_000,
  });
  const extra = q ? [] : pinned;
  const shown: Lookup[] = [
    ...extra,
    ...(found.data?.data ?? []).filter((row) => !extra.some((one) => one.id === row.id)).map(({ id, name }) => ({ id, name })),
  ];
  const choose = (id: string) => {
    const chosen = shown.find((one) => one.id === id);
    if (chosen) onChange(chosen);
    combobox.closeDropdown();
  };
  // Once the found records are drawn, Enter takes the first of them.
  useEffect(() => {
    if (typed) combobox.selectFirstOption();
    // The store's functions are new on every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [typed, found.data]);
  const square = target !== 'user';
  const queues = new Set((found.data?.data ?? []).filter((row) => row.kind === 'queue').map((row) => row.id));

  return (
    <Combobox store={combobox} onOptionSubmit={choose} position="bottom-start" withinPortal={withinPortal}>
      <Combobox.Target>
        <InputBase
          {...input}
          value={typed ?? value?.name ?? ''}
          placeholder={placeholder ?? t('lookup.placeholder')}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onClick={() => combobox.openDropdown()}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => combobox.closeDropdown()}
          leftSection={value && typed === null ? <OwnerAvatar name={value.name} square={square} size={18} /> : undefined}
          rightSection={
            found.isFetching ? (
              <Loader size={14} />
            ) : clearable && value && !input.disabled ? (
              <CloseButton size="sm" aria-label={t('lookup.clear')} onMouseDown={(event) => event.preventDefault()} onClick={() => onChange(null)} />
            ) : null
          }
        />
      </Combobox.Target>
      <Combobox.Dropdown miw={220}>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
          {shown.map((one) => (
            <Combobox.Option key={one.id} value={one.id} active={one.id === value?.id}>
              <Group gap={8} wrap="nowrap">
                {target === 'user' && queues.has(one.id) ? <IconInbox size={18} stroke={1.6} aria-hidden /> : <OwnerAvatar name={one.name} square={square} size={18} />}
                <Text size="sm" truncate>{one.name}</Text>
                {target === 'user' && queues.has(one.id) && <Text size="xs" c="dimmed">{t('user.queue')}</Text>}
              </Group>
            </Combobox.Option>
          ))}
          {!shown.length && <Combobox.Empty>{found.isFetching ? t('lookup.searching') : t('lookup.nothing')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
