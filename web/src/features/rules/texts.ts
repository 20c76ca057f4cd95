/** Texts in each language, as a person edits them: the own language first, the other one where it is wanted. */
import type { Labels } from '@/api/types';

export type Language = 'en' | 'zh-CN';

export const languageOf = (tag: string): Language => (tag.startsWith('zh') ? 'zh-CN' : 'en');
export const otherOf = (language: Language): Language => (language === 'en' ? 'zh-CN' : 'en');

export function textIn(labels: Labels | undefined, tag: string): string {
  const own = languageOf(tag);
  return labels?.[own] || labels?.[otherOf(own)] || '';
}

/** Without blank ones: the other language then stands in. */
export function filled(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([, text]) => text.trim())) as Labels;
}
