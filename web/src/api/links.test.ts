import { describe, expect, it } from 'vitest';
import { isUnchanged, linksToSend, NO_LINKS, withLink, withoutLink } from './links';

const a = { id: 'a', name: 'A' };
const b = { id: 'b', name: 'B' };
const two = { items: [a, b], count: { value: 2, capped: false } };

describe('links', () => {
  it('send only what changes', () => {
    const edited = withoutLink(withLink(two, { id: 'c', name: 'C' }), 'a');
    expect(linksToSend(edited)).toEqual({ add: ['c'], remove: ['a'] });
    expect(edited.items.map(({ name }) => name)).toEqual(['B', 'C']);
    expect(edited.count.value).toBe(2);
  });

  it('know when an edit takes back another', () => {
    expect(isUnchanged(withLink(withoutLink(two, 'a'), a))).toBe(true);
    expect(isUnchanged(withoutLink(withLink(NO_LINKS, a), 'a'))).toBe(true);
  });

  it('hold a record once', () => {
    expect(withLink(two, a)).toBe(two);
  });
});
