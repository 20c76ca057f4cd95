import { useState } from 'react';
import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { usePrincipals } from './calls';
import { PrincipalName } from './PrincipalName';
import type { Principal, PrincipalKind } from './types';

export const RECEIVERS: readonly PrincipalKind[] = ['everyone', 'user', 'team', 'queue', 'territory'];
export const OWNERS: readonly PrincipalKind[] = ['user', 'team', 'queue', 'territory', 'org_role'];

const keyOf = ({ kind, id }: Principal) => `${kind}:${id ?? ''}`;

export interface PrincipalSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  kinds: readonly PrincipalKind[];
  value: Principal | null;
  onChange: (principal: Principal | null) => void;
}

/** People, teams and roles, found by typing a part of the name. */
export function PrincipalSelect({ kinds, value, onChange, ...props }: PrincipalSelectProps) {
  const { t } = useTranslation(['sharing', 'common']);
  const [typed, setTyped] = useState('');
  const [opened, setOpened] = useState(false);
  const [q] = useDebouncedValue(value && typed === value.name ? '' : typed.trim(), 200);
  const found = usePrincipals(q, kinds, opened);
  const known = new Map([...(found.data ?? []), ...(value ? [value] : [])].map((one) => [keyOf(one), one]));
  return (
    <Select
      searchable
      clearable={props.clearable ?? false}
      nothingFoundMessage={found.isPending ? t('common:loading') : t('common:nothingFound')}
      {...props}
      data={[...known].map(([key, one]) => ({ value: key, label: one.name }))}
      // The server has looked already.
      filter={({ options }) => options}
      renderOption={({ option }) => {
        const one = known.get(option.value);
        return one ? <PrincipalName principal={one} /> : option.label;
      }}
      value={value ? keyOf(value) : null}
      searchValue={typed}
      onSearchChange={setTyped}
      onDropdownOpen={() => setOpened(true)}
      onChange={(key) => onChange(key === null ? null : (known.get(key) ?? null))}
    />
  );
}
