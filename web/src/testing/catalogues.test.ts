/** Both languages say the same things: equal keys and equal placeholders in every namespace. */
import { describe, expect, it } from 'vitest';

type Words = { [key: string]: string | Words };

const files = import.meta.glob<Words>('../locales/*/*.json', { eager: true, import: 'default' });
const PLURAL = /_(zero|one|two|few|many|other)$/;

function flatten(words: Words, prefix = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}

function keysOf(words: Words): string[] {
  return [...new Set(flatten(words).map(([key]) => key.replace(PLURAL, '')))].sort();
}

function placeholdersOf(text: string): string[] {
  return [...new Set(text.match(/\{\{\s*[\w.]+/g) ?? [])].map((part) => part.replace(/[{\s]/g, '')).filter((name) => name !== 'count').sort();
}

const namespaces = Object.keys(files)
  .filter((path) => path.includes('/en/'))
  .map((path) => path.split('/').at(-1) as string);

describe('catalogues', () => {
  it('has the same namespaces in both languages', () => {
    const chinese = Object.keys(files).filter((path) => path.includes('/zh-CN/')).map((path) => path.split('/').at(-1));
    expect(chinese.sort()).toEqual([...namespaces].sort());
  });

  it.each(namespaces)('%s is complete', (namespace) => {
    const en = files[`../locales/en/${namespace}`] as Words;
    const zh = files[`../locales/zh-CN/${namespace}`] as Words;
    expect(keysOf(zh)).toEqual(keysOf(en));
    const english = new Map(flatten(en).map(([key, text]) => [key.replace(PLURAL, ''), text]));
    for (const [key, text] of flatten(zh)) {
      expect(text.trim(), key).not.toBe('');
      expect(placeholdersOf(text), key).toEqual(placeholdersOf(english.get(key.replace(PLURAL, '')) ?? ''));
    }
  });
});
