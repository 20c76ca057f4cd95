import { describe, expect, it } from 'vitest';
import type { ObjectMeta } from '@/api/types';
import { linkFieldOf, linksTo, subjectAndBody, textOf } from './activity';

const lookup = (name: string, target: string) => ({ name, target, type: 'lookup', read_only: false });
const anywhere = { name: 'related_to', type: 'mixed_lookup', targets: ['product', 'c_ship'], read_only: false };
const meta = { fields: [lookup('owner', 'user'), lookup('account', 'account'), lookup('contact', 'contact'), lookup('deal', 'deal'), anywhere] } as unknown as ObjectMeta;
const about = (name: string, field?: string) => ({ name, relations: field ? [{ name: 'activities', object: 'activity', field }] : [] }) as unknown as ObjectMeta;

describe('subjectAndBody', () => {
  it('takes the first line as the subject', () => {
    expect(subjectAndBody('Kick-off\nThey like it.\n\nMore on Monday.')).toEqual({ name: 'Kick-off', body: 'They like it.\n\nMore on Monday.' });
    expect(subjectAndBody(' 拜访记录 ')).toEqual({ name: '拜访记录', body: null });
  });

  it('loses no word of a long first line', () => {
    const text = 'word '.repeat(60).trim();
    const { name, body } = subjectAndBody(text);
    expect(name.length).toBeLessThanOrEqual(121);
    expect(body).toBe(text);
  });

  it.each(['Kick-off\nThey like it.', 'One line', 'word '.repeat(60).trim()])('is undone by textOf', (text) => {
    expect(textOf(subjectAndBody(text))).toBe(text);
  });
});

describe('linksTo', () => {
  it('ties a call about a deal to its account and contact too', () => {
    const deal = { id: 'd', name: 'Deal', version: 1, account: { id: 'a', name: 'Acme' }, contact: null, owner: { id: 'u', name: 'Anna' } };
    expect(linksTo(meta, about('deal', 'deal'), deal)).toEqual({ deal: { id: 'd', name: 'Deal' }, account: { id: 'a', name: 'Acme' } });
  });

  it('knows objects that have no activities', () => {
    expect(linksTo(meta, about('user'), { id: 'u', name: 'Anna', version: 1 })).toEqual({});
  });

  it('ties one about a record of any other object by the lookup to all of them', () => {
    expect(linksTo(meta, about('c_ship', 'related_to'), { id: 's', name: 'Argo', version: 1 })).toEqual({ related_to: { object: 'c_ship', id: 's', name: 'Argo' } });
  });

  it('offers nothing where the field cannot be written', () => {
    const fixed = { fields: [{ ...anywhere, read_only: true }] } as unknown as ObjectMeta;
    expect(linkFieldOf(fixed, about('c_ship', 'related_to'))).toBeUndefined();
  });
});
