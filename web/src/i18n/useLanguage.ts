import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Session } from '@/api/types';
import { applyLanguage, toLanguageTag, type LanguageTag } from '.';

/** The language of the page and its switch, which also remembers the choice on the person's profile. */
export function useLanguage(): [LanguageTag, (tag: LanguageTag) => Promise<void>] {
  const { i18n } = useTranslation();
  const client = useQueryClient();
  const change = useCallback(
    async (tag: LanguageTag) => {
      await applyLanguage(tag);
      const session = client.getQueryData<Session | null>(keys.session);
      if (!session) return;
      client.setQueryData<Session>(keys.session, { ...session, user: { ...session.user, locale: tag } });
      await api.patch('/me', { locale: tag }).catch(() => undefined);
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
    [client],
  );
  return [toLanguageTag(i18n.language), change];
}
