import { useCallback } from 'react';
import { useMantineColorScheme } from '@mantine/core';
import { useMaybeSession, useUpdateMe } from '@/api/session';
import type { ThemeChoice } from '@/api/types';

/** Switches light, dark or automatic, and remembers it on the person's profile. */
export function useTheme(): (theme: ThemeChoice) => void {
  const { setColorScheme } = useMantineColorScheme();
  const signedIn = useMaybeSession() !== null;
  const { mutate } = useUpdateMe();
  return useCallback(
    (theme: ThemeChoice) => {
      setColorScheme(theme);
      if (signedIn) mutate({ theme });
    },
    [mutate, setColorScheme, signedIn],
  );
}
