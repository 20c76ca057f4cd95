import type { Session } from '@/api/types';
import { applyLanguage, currentLanguage, toLanguageTag } from '@/i18n';

let entered: string | null = null;

/** The first time a person's session is seen, the page takes the language of the profile. */
export async function enterWithProfile(session: Session): Promise<void> {
  if (entered === session.user.id) return;
  entered = session.user.id;
  const tag = toLanguageTag(session.user.locale);
  if (session.user.locale && tag !== currentLanguage()) await applyLanguage(tag);
}
