import { describe, expect, it } from 'vitest';
import type { Body, Step } from '../types';
import { before, changeStep, firstOf, freshKey, insertStep, leadTo, removeStep, START } from './graph';

const step = (key: string, next: Step['next'] = {}, type = 'notify', settings: Step['settings'] = {}): Step => ({ key, type, settings, next });
const bodyOf = (...steps: Step[]): Body => ({ trigger: { type: 'record_created' }, steps, condition: '', description: '' });
const keys = (body: Body) => body.steps.map((one) => one.key).sort();

describe('the graph of a workflow', () => {
  it('takes a step in between', () => {
    const body = insertStep(bodyOf(step('a', { next: 'b' }), step('b')), 'a', 'next', step('c'));
    expect(body.steps.find((one) => one.key === 'a')?.next).toEqual({ next: 'c' });
    expect(body.steps.find((one) => one.key === 'c')?.next).toEqual({ next: 'b' });
  });

  it('takes a step at the beginning', () => {
    const body = insertStep(bodyOf(step('a')), START, '', step('b'));
    expect(firstOf(body)).toBe('b');
    expect(body.steps.find((one) => one.key === 'b')?.next).toEqual({ next: 'a' });
  });

  it('closes the gap that a removed step leaves', () => {
    const body = removeStep(bodyOf(step('a', { next: 'b' }), step('b', { next: 'c' }), step('c')), 'b');
    expect(body.steps.find((one) => one.key === 'a')?.next).toEqual({ next: 'c' });
    expect(firstOf(removeStep(body, 'a'))).toBe('c');
  });

  it('drops what nothing leads to any more', () => {
    const ways = (...names: string[]) => ({ ways: names.map((name) => ({ name, condition: 'true' })) });
    const branch = step('split', { yes: 'a', otherwise: 'b' }, 'branch', ways('yes'));
    const body = bodyOf(branch, step('a'), step('b'));
    expect(keys(changeStep(body, 'split', { settings: ways('no') }))).toEqual(['b', 'split']);
    expect(keys(removeStep(body, 'split'))).toEqual(['a']);
    expect(keys(leadTo(body, 'split', 'yes', 'b'))).toEqual(['b', 'split']);
  });

  it('finds names, and what comes before', () => {
    const body = bodyOf(step('update', { next: 'b' }), step('b'));
    expect(freshKey(body, 'update_record')).toBe('update_2');
    expect(before(body, 'b').map((one) => one.key)).toEqual(['update']);
  });
});
