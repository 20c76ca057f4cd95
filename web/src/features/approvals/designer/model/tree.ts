/** Changing the steps of a process. Every function gives new steps and leaves the given ones as they are. */
import { isParallel, type Step } from './types';

/** A gap in which a step may stand: in the main line, or in a branch of a step that has branches. */
export interface Slot {
  parent: string | null;
  branch: number;
  index: number;
}

export const MOST_STEPS = 50;
export const MOST_BRANCHES = 20;
export const MOST_APPROVERS = 200;

/** All steps in the order in which they are read. */
export function everyStep(steps: Step[]): Step[] {
  return steps.flatMap((step) => [step, ...(step.parallel ?? []).flatMap(everyStep)]);
}

export function findStep(steps: Step[], name: string | null): Step | undefined {
  return everyStep(steps).find((step) => step.name === name);
}

/** A name that no step has yet. */
export function freshName(steps: Step[], stem = 'step'): string {
  const taken = new Set(everyStep(steps).map((step) => step.name));
  for (let number = 1; ; number += 1) if (!taken.has(`${stem}_${number}`)) return `${stem}_${number}`;
}

export function changeStep(steps: Step[], name: string, change: (step: Step) => Step): Step[] {
  return steps.map((step) => {
    if (step.name === name) return change(step);
    return step.parallel ? { ...step, parallel: step.parallel.map((branch) => changeStep(branch, name, change)) } : step;
  });
}

export function removeStep(steps: Step[], name: string): Step[] {
  return steps
    .filter((step) => step.name !== name)
    .map((step) => (step.parallel ? { ...step, parallel: step.parallel.map((branch) => removeStep(branch, name)) } : step));
}

export function insertStep(steps: Step[], slot: Slot, added: Step): Step[] {
  if (slot.parent === null) return withAdded(steps, slot.index, added);
  return changeStep(steps, slot.parent, (step) => ({
    ...step,
    parallel: (step.parallel ?? []).map((branch, at) => (at === slot.branch ? withAdded(branch, slot.index, added) : branch)),
  }));
}

function withAdded(steps: Step[], index: number, added: Step): Step[] {
  return [...steps.slice(0, index), added, ...steps.slice(index)];
}

export function slotOf(steps: Step[], name: string, parent: string | null = null, branch = 0): Slot | null {
  for (const [index, step] of steps.entries()) {
    if (step.name === name) return { parent, branch, index };
    for (const [at, inner] of (step.parallel ?? []).entries()) {
      const found = slotOf(inner, name, step.name, at);
      if (found) return found;
    }
  }
  return null;
}

/** Every gap, in the order in which a step comes past them on its way down. */
export function slotsOf(steps: Step[], parent: string | null = null, branch = 0): Slot[] {
  return [
    ...steps.flatMap((step, index) => [{ parent, branch, index }, ...(step.parallel ?? []).flatMap((inner, at) => slotsOf(inner, step.name, at))]),
    { parent, branch, index: steps.length },
  ];
}

const isSame = (one: Slot, other: Slot) => one.parent === other.parent && one.branch === other.branch && one.index === other.index;

/** Takes a step to a gap that was there before the step was lifted; into itself it cannot go. */
export function moveStep(steps: Step[], name: string, to: Slot): Step[] {
  const moved = findStep(steps, name);
  const from = slotOf(steps, name);
  if (!moved || !from) return steps;
  if (to.parent !== null && (to.parent === name || everyStep((moved.parallel ?? []).flat()).some((inner) => inner.name === to.parent))) return steps;
  const sameLine = from.parent === to.parent && from.branch === to.branch;
  const index = sameLine && to.index > from.index ? to.index - 1 : to.index;
  if (sameLine && index === from.index) return steps;
  return insertStep(removeStep(steps, name), { ...to, index }, moved);
}

/** One gap up or down, in and out of branches: so that the keyboard reaches every place. */
export function shiftStep(steps: Step[], name: string, by: 1 | -1): Step[] {
  const moved = findStep(steps, name);
  const from = slotOf(steps, name);
  if (!moved || !from) return steps;
  const without = removeStep(steps, name);
  const slots = slotsOf(without);
  const to = slots[slots.findIndex((slot) => isSame(slot, from)) + by];
  return to ? insertStep(without, to, moved) : steps;
}

export function addBranch(step: Step): Step {
  return { ...step, parallel: [...(step.parallel ?? []), []] };
}

export function removeBranch(step: Step, at: number): Step {
  return { ...step, parallel: (step.parallel ?? []).filter((_, index) => index !== at) };
}

/** A step with people, and one with two branches. */
export function newStep(steps: Step[]): Step {
  return { name: freshName(steps), label: {}, approvers: [{ manager_of: 'submitter', levels: 1 }], mode: 'any' };
}

export function newParallel(steps: Step[]): Step {
  const name = freshName(steps, 'branches');
  const first = newStep(steps);
  const second = { ...newStep([...steps, first]) };
  return { name, label: {}, parallel: [[first], [second]], join: 'all' };
}

/** How many levels of branches there are. */
export function depthOf(steps: Step[]): number {
  return steps.reduce((most, step) => Math.max(most, isParallel(step) ? 1 + Math.max(0, ...(step.parallel ?? []).map(depthOf)) : 0), 0);
}
