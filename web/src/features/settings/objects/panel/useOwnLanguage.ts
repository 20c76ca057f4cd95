import { useTranslation } from 'react-i18next';
import { languages, toLanguageTag, type LanguageTag } from '@/i18n';

/** The reader's language. */
export function useOwnLanguage(): LanguageTag {
  return toLanguageTag(useTranslation().i18n.language);
}

/** The reader's language first, the other after it, each under its own name. */
export function inOrder(own: LanguageTag): (typeof languages)[number][] {
  return [...languages].sort((left, right) => Number(right.tag === own) - Number(left.tag === own));
}
