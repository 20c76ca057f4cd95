import { describe, expect, it } from 'vitest';
import type { ObjectMeta } from '@/api/types';
import { defaultsOf, factsOf, linkedFacts, relationsOf } from './related';

const permissions = { read: true };
const field = (name: string, type: string) => ({ name, type });
const deal = {
  name: 'deal',
  title_field: 'name',
  permissions,
  fields: [field('name', 'text'), field('account', 'lookup'), field('contact', 'lookup'), field('stage', 'stage'), field('amount', 'money'), field('close_date', 'date'), field('owner', 'lookup')],
  layouts: { header: ['amount', 'account', 'close_date', 'owner'], list: ['name', 'stage'] },
} as unknown as ObjectMeta;
const relation = { name: 'deals', object: 'deal', field: 'account', label: 'Deals' };

describe('factsOf', () => {
  it('says the stage and a date below the name, the amount on the right, never the record itself', () => {
    const { figure, line } = factsOf(deal, relation);
    expect(figure?.name).toBe('amount');
    expect(line.map(({ name }) => name)).toEqual(['stage', 'close_date']);
  });
});

describe('relationsOf', () => {
  it('leaves activities to the timeline and hides what may not be read', () => {
    const account = { relations: [relation, { name: 'activities', object: 'activity', field: 'account', label: 'A' }, { ...relation, object: 'secret' }] } as unknown as ObjectMeta;
    expect(relationsOf(account, [deal, { ...deal, name: 'secret', permissions: { read: false } } as ObjectMeta])).toEqual([relation]);
  });
});

describe('defaultsOf', () => {
  it('gives a deal made on a contact the contact and its account', () => {
    const contact = { id: 'c', name: 'Maria', version: 1, account: { id: 'a', name: 'Acme' } };
    expect(defaultsOf(deal, { ...relation, field: 'contact' }, 'contact', contact)).toEqual({ contact: { id: 'c', name: 'Maria' }, account: { id: 'a', name: 'Acme' } });
  });
});

describe('defaultsOf a list by a lookup to several objects', () => {
  it('says of which object the record is', () => {
    const task = { ...deal, fields: [field('c_about', 'mixed_lookup')] } as unknown as ObjectMeta;
    const values = defaultsOf(task, { ...relation, field: 'c_about' }, 'account', { id: 'a', name: 'Acme', version: 1 });
    expect(values).toEqual({ c_about: { object: 'account', id: 'a', name: 'Acme' } });
  });
});

describe('linkedFacts', () => {
  it('says how to reach a person, and leaves out what is unknown', () => {
    const contact = {
      title_field: 'name',
      fields: [field('name', 'text'), field('title', 'text'), field('email', 'email'), field('phone', 'phone'), field('wechat', 'text')],
      layouts: { header: ['title', 'email'] },
    } as unknown as ObjectMeta;
    const facts = linkedFacts(contact, { id: 'c', name: 'Maria', version: 1, title: 'Buyer', email: null, phone: '139', wechat: 'maria' });
    expect(facts.map(({ name }) => name)).toEqual(['title', 'phone']);
  });
});
