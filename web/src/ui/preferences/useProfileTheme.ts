import { useEffect } from 'react';
import { useMantineColorScheme } from '@mantine/core';
import { useSession } from '@/api/session';

/** When somebody comes in, the page takes the theme of the profile, as it takes its language. */
export function useProfileTheme(): void {
  const { user } = useSession();
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (user.theme) setColorScheme(user.theme);
    // Only on entering: later changes go the other way, from the switch to the profile.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [user.id]);
}
