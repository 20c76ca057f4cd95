/** Languages: which there are, which is on, and switching. A catalogue is loaded when its language is first used. */
import i18next, { type ResourceLanguage } from 'i18next';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { initReactI18next } from 'react-i18next';
import { setRequestLanguage } from '@/api/client';

export const languages = [
  { tag: 'en', name: 'English', short: 'EN' },
  { tag: 'zh-CN', name: '简体中文', short: '中' },
] as const;

export type LanguageTag = (typeof languages)[number]['tag'];

const STORED = 'guanxi.language';

const catalogues: Record<LanguageTag, () => Promise<{ catalogue: Record<string, unknown> }>> = {
  en: () => import('./catalogue.en'),
  'zh-CN': () => import('./catalogue.zh-CN'),
};

export function toLanguageTag(tag: string | null | undefined): LanguageTag {
  return tag?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

function firstLanguage(): LanguageTag {
  const stored = localStorage.getItem(STORED);
  return toLanguageTag(stored ?? navigator.language);
}

async function load(tag: LanguageTag): Promise<void> {
  const { catalogue } = await catalogues[tag]();
  for (const [path, words] of Object.entries(catalogue)) {
    const namespace = path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
    i18next.addResourceBundle(tag, namespace, words as ResourceLanguage, true, true);
  }
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: false,
    resources: {},
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  });
  await applyLanguage(firstLanguage());
}

export async function applyLanguage(tag: LanguageTag): Promise<void> {
  await load(tag);
  setRequestLanguage(tag);
  dayjs.locale(tag === 'zh-CN' ? 'zh-cn' : 'en');
  localStorage.setItem(STORED, tag);
  document.documentElement.lang = tag;
  await i18next.changeLanguage(tag);
}

export function currentLanguage(): LanguageTag {
  return toLanguageTag(i18next.language);
}
