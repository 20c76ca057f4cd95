import { useEffect, useMemo, useState } from 'react';
import { MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { setSignedOutHandler } from '@/api/client';
import { keys } from '@/api/keys';
import { isProblem } from '@/api/problem';
import { buildRouter } from './router';
import { cssVariables, theme } from './theme';

function buildClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A refusal stays a refusal; only a lost connection or a busy server is worth asking again.
        retry: (failures, error) => failures < 2 && isProblem(error) && (error.status === 0 || error.status >= 502),
        refetchOnWindowFocus: false,
      },
    },
  });
}

export function App() {
  const { t, i18n } = useTranslation('common');
  const [client] = useState(buildClient);
  const [router] = useState(() => buildRouter(client));

  useEffect(() => {
    setSignedOutHandler(() => {
      client.setQueryData(keys.session, null);
      void router.invalidate();
    });
  }, [client, router]);

  // Only here the words are known that a screen reader needs for the close buttons.
  const worded = useMemo(() => {
    const defaultProps = { closeButtonProps: { 'aria-label': t('close') } };
    return mergeThemeOverrides(theme, { components: { Modal: { defaultProps }, Drawer: { defaultProps } } });
  }, [t]);

  return (
    <MantineProvider theme={worded} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <DatesProvider settings={{ locale: i18n.language === 'zh-CN' ? 'zh-cn' : 'en', firstDayOfWeek: 1, weekendDays: [] }}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
