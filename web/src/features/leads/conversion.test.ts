import { describe, expect, it } from 'vitest';
import { proposalFor, sameName, wireOf } from './conversion';

const lead = { id: 'l', name: '李雷', version: 1, company: 'Cancity', title: '采购经理', email: 'li@cancity.com', phone: null };

describe('proposalFor', () => {
  it('takes what the lead knows', () => {
    expect(proposalFor(lead)).toMatchObject({ account: { name: 'Cancity' }, contact: { name: '李雷', title: '采购经理', phone: '' }, deal: { name: 'Cancity' } });
  });

  it('makes a person without a company his own account', () => {
    expect(proposalFor({ ...lead, company: null }).account).toEqual({ name: '李雷' });
  });
});

describe('sameName', () => {
  it('sees through case, spaces and brackets of either width', () => {
    const accounts = [{ id: '1', name: '华东医疗（上海）有限公司' }, { id: '2', name: 'Cancity Inc.' }];
    expect(sameName(accounts, '华东医疗(上海)有限公司')?.id).toBe('1');
    expect(sameName(accounts, 'CANCITY INC')?.id).toBe('2');
    expect(sameName(accounts, 'Cancity Europe')).toBeUndefined();
  });
});

describe('wireOf', () => {
  it('sends only what was filled in', () => {
    const wire = wireOf({ ...proposalFor(lead), account: { id: 'a', name: 'Cancity' }, deal: null });
    expect(wire).toEqual({ account: { id: 'a' }, contact: { name: '李雷', title: '采购经理', email: 'li@cancity.com' }, deal: null });
  });
});
