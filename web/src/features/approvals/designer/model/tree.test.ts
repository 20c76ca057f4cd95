import { describe, expect, it } from 'vitest';
import { changeStep, everyStep, findStep, freshName, insertStep, moveStep, newParallel, removeStep, shiftStep, slotOf, slotsOf } from './tree';
import type { Step } from './types';

const step = (name: string, ...branches: Step[][]): Step => ({ name, label: {}, ...(branches.length ? { parallel: branches, join: 'all' } : { approvers: [] }) });
const STEPS = [step('lead'), step('both', [step('law')], [step('money'), step('tax')]), step('boss')];
/** `lead both(law|money tax) boss` */
const drawn = (steps: Step[]): string => steps.map((one) => (one.parallel ? `${one.name}(${one.parallel.map(drawn).join('|')})` : one.name)).join(' ');

describe('steps of a process', () => {
  it('are found at any depth', () => {
    expect(everyStep(STEPS).map(({ name }) => name)).toEqual(['lead', 'both', 'law', 'money', 'tax', 'boss']);
    expect(slotOf(STEPS, 'tax')).toEqual({ parent: 'both', branch: 1, index: 1 });
    expect(findStep(STEPS, 'nobody')).toBeUndefined();
  });

  it('are changed, added and removed in branches', () => {
    expect(findStep(changeStep(STEPS, 'tax', (one) => ({ ...one, mode: 'all' })), 'tax')?.mode).toBe('all');
    expect(drawn(insertStep(STEPS, { parent: 'both', branch: 0, index: 0 }, step('new')))).toBe('lead both(new law|money tax) boss');
    expect(drawn(removeStep(STEPS, 'law'))).toBe('lead both(|money tax) boss');
    expect(drawn(STEPS)).toBe('lead both(law|money tax) boss');
  });

  it('are dragged to a gap counted before they were lifted', () => {
    expect(drawn(moveStep(STEPS, 'lead', { parent: null, branch: 0, index: 3 }))).toBe('both(law|money tax) boss lead');
    expect(drawn(moveStep(STEPS, 'boss', { parent: 'both', branch: 0, index: 1 }))).toBe('lead both(law boss|money tax)');
    expect(drawn(moveStep(STEPS, 'money', { parent: 'both', branch: 1, index: 2 }))).toBe('lead both(law|tax money) boss');
  });

  it('do not go into themselves, and stay where they are', () => {
    expect(moveStep(STEPS, 'both', { parent: 'both', branch: 0, index: 0 })).toBe(STEPS);
    expect(moveStep(STEPS, 'lead', { parent: null, branch: 0, index: 1 })).toBe(STEPS);
  });

  it('reach every gap by the keyboard, downwards and back', () => {
    let steps = STEPS;
    const seen = [drawn(steps)];
    for (let turn = 0; turn < slotsOf(removeStep(STEPS, 'lead')).length - 1; turn += 1) seen.push(drawn((steps = shiftStep(steps, 'lead', 1))));
    expect(seen).toEqual([
      'lead both(law|money tax) boss',
      'both(lead law|money tax) boss',
      'both(law lead|money tax) boss',
      'both(law|lead money tax) boss',
      'both(law|money lead tax) boss',
      'both(law|money tax lead) boss',
      'both(law|money tax) lead boss',
      'both(law|money tax) boss lead',
    ]);
    expect(shiftStep(steps, 'lead', 1)).toBe(steps);
    expect(drawn(shiftStep(steps, 'lead', -1))).toBe('both(law|money tax) lead boss');
  });

  it('get names that are free', () => {
    expect(freshName([step('step_1')])).toBe('step_2');
    const both = newParallel([step('step_1')]);
    expect(everyStep([both]).map(({ name }) => name)).toEqual(['branches_1', 'step_2', 'step_3']);
  });
});
