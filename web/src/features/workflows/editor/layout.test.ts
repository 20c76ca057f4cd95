import { describe, expect, it } from 'vitest';
import type { Body, Step } from '../types';
import { layoutOf, TRIGGER, WIDTH } from './layout';

const step = (key: string, next: Step['next'] = {}, type = 'notify', settings: Step['settings'] = {}): Step => ({ key, type, settings, next });
const bodyOf = (...steps: Step[]): Body => ({ trigger: { type: 'record_created' }, steps, condition: '', description: '' });
const at = (body: Body, id: string) => layoutOf(body).nodes.find((node) => node.id === id)!;

describe('the layout', () => {
  it('goes downwards, and ends openly', () => {
    const body = bodyOf(step('a', { next: 'b' }), step('b'));
    expect(at(body, TRIGGER).y).toBeLessThan(at(body, 'a').y);
    expect(at(body, 'a').y).toBeLessThan(at(body, 'b').y);
    expect(layoutOf(body).ends).toHaveLength(1);
  });

  it('puts branches side by side, and what they lead to below both', () => {
    const branch = step('split', { yes: 'a', otherwise: 'b' }, 'branch', { ways: [{ name: 'yes', condition: 'true' }] });
    const body = bodyOf(branch, step('a', { next: 'c' }), step('c', { next: 'd' }), step('b', { next: 'd' }), step('d'));
    expect(Math.abs(at(body, 'a').x - at(body, 'b').x)).toBeGreaterThanOrEqual(WIDTH);
    expect(at(body, 'd').y).toBeGreaterThan(at(body, 'c').y);
  });
});
