import { useCallback } from 'react';
import i18next from 'i18next';
import type { Texts } from '../types';
import en from '@/locales/en/layouts.json';
import zh from '@/locales/zh-CN/layouts.json';

/** A phrase of the editor's in both languages, for what people will read: neither may be left out because the editor's language is one. */
export function useWords() {
  return useCallback((key: keyof typeof en.words): Texts => ({ en: en.words[key], 'zh-CN': zh.words[key] }), []);
}

export const ownTag = (): 'en' | 'zh-CN' => (i18next.language.startsWith('zh') ? 'zh-CN' : 'en');
