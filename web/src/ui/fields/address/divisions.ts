/** China's provinces, cities and districts, each for what has been chosen above it. */
import china from './china.json';
import type { Address } from './writing';

const CHINA: Record<string, Record<string, string[]>> = china;

export function divisionsOf({ state = '', city = '' }: Pick<Address, 'state' | 'city'>): { state: string[]; city: string[]; district: string[] } {
  const cities = CHINA[state] ?? {};
  return { state: Object.keys(CHINA), city: Object.keys(cities), district: cities[city] ?? [] };
}

/** What follows from a choice: a municipality is its own city; what lay below another choice does not stay. */
export function withDivision(address: Address, part: 'state' | 'city' | 'district', value: string): Address {
  if (address[part] === value) return address;
  const next = { ...address, [part]: value };
  if (part === 'district') return next;
  const known = divisionsOf({ state: next.state });
  if (part === 'state') {
    const only = known.city.length === 1 ? known.city[0] : undefined;
    return { ...next, city: only ?? '', district: '' };
  }
  return { ...next, district: '' };
}
