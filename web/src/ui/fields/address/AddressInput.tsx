import { lazy, Suspense } from 'react';
import { Skeleton } from '@mantine/core';
import type { AddressFormProps } from './AddressForm';

const Form = lazy(() => import('./AddressForm'));
const Text = lazy(() => import('./AddressText'));
const Country = lazy(() => import('./CountryText'));
const Choice = lazy(() => import('./CountryChoice'));

/** Addresses are entered with long lists of places, fetched when one is first edited. */
export function AddressInput(props: AddressFormProps) {
  return (
    <Suspense fallback={<Skeleton height={150} radius="sm" />}>
      <Form {...props} />
    </Suspense>
  );
}

export function AddressValue(props: React.ComponentProps<typeof Text>) {
  return (
    <Suspense fallback={null}>
      <Text {...props} />
    </Suspense>
  );
}

export function CountryValue(props: React.ComponentProps<typeof Country>) {
  return (
    <Suspense fallback={props.code}>
      <Country {...props} />
    </Suspense>
  );
}

export function CountriesInput(props: React.ComponentProps<typeof Choice>) {
  return (
    <Suspense fallback={<Skeleton height={36} radius="sm" />}>
      <Choice {...props} />
    </Suspense>
  );
}
