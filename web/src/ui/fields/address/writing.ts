/** An address as it is written, in the order of its country. The server's kernel/addresses/writing.py does the same; both are held by the same examples. */
import world from './world.json';

export interface Address {
  country?: string;
  state?: string;
  city?: string;
  district?: string;
  street?: string;
  postal_code?: string;
}

interface Country {
  en: string;
  zh: string;
  lines: string[];
}

export const COUNTRIES: Record<string, Country> = world;

const PART: Record<string, keyof Address> = { S: 'state', C: 'city', D: 'district', A: 'street', Z: 'postal_code' };
const ELSEWHERE = ['%A', '%D', '%C %S %Z'];
const HAN = /[\u3400-\u9fff]/;

const isZh = (language: string): boolean => language.startsWith('zh');

export const countryName = (code: string, language: string): string => COUNTRIES[code]?.[isZh(language) ? 'zh' : 'en'] ?? code;

/** Its lines. What is written in Chinese characters is one line, with the postal code last. */
export function writeAddress(address: Address, language: string): string[] {
  const country = COUNTRIES[address.country ?? ''];
  const name = !country || (isZh(language) && address.country === 'CN') ? '' : countryName(address.country ?? '', language);
  const template = country?.lines ?? ELSEWHERE;
  const large = isLargeFirst(template);
  const inHan = Object.values(PART).some((part) => HAN.test(address[part] ?? ''));
  if ((large || !address.country) && inHan) return inOneLine(address, name, language);
  const lines = complete(large ? ELSEWHERE : template, address);
  return [...lines.map((line) => filled(line, address)), name].filter(Boolean);
}

/** From the province down, as in China. */
export function isLargeFirst(lines: readonly string[]): boolean {
  const text = lines.join('');
  const place = Math.max(text.indexOf('%S'), text.indexOf('%C'));
  return place >= 0 && place < text.indexOf('%A');
}

function inOneLine({ state = '', city = '', district = '', street = '', postal_code = '' }: Address, name: string, language: string): string[] {
  const whole = `${state}${city === state ? '' : city}${district}${street.replaceAll('\n', '')}`;
  const line = [whole, postal_code].filter(Boolean).join(' ');
  return isZh(language) ? [name + line] : [line, name].filter(Boolean);
}

function complete(lines: readonly string[], address: Address): string[] {
  const found = [...lines];
  for (const [letter, beside] of [['S', 'C'], ['C', 'S'], ['D', 'C'], ['Z', 'C']] as const) {
    const part = PART[letter];
    if (found.join('').includes(`%${letter}`) || !part || !address[part]) continue;
    const at = found.findIndex((line) => line.includes(`%${beside}`));
    if (at < 0) found.push(`%${letter}`);
    else if (letter === 'D') found.splice(at, 0, '%D');
    else found[at] = (found[at] ?? '').replace(`%${beside}`, `%${beside} %${letter}`);
  }
  return found;
}

function filled(line: string, address: Address): string {
  const value = (letter: string): string => address[PART[letter] ?? 'street'] ?? '';
  const letters = [...line.matchAll(/%([SCDAZ])/g)].map(([, letter]) => letter ?? '');
  if (!letters.some(value)) return '';
  const text = line.replace(/%([SCDAZ])/g, (_, letter: string) => value(letter).replaceAll('\n', ', '));
  return text.replace(/\s{2,}/g, ' ').replace(/^[ ,-]+|[ ,-]+$/g, '');
}
