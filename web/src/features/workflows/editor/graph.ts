/** Changing the graph of a workflow. Every function gives a new body. */
import type { Body, BranchWay, Step } from '../types';

export const NEXT = 'next';
export const OTHERWISE = 'otherwise';
export const TIMEOUT = 'timeout';
export const EACH = 'each';
export const APPROVED = 'approved';
export const REJECTED = 'rejected';
export const START = '';

/** The ways out of a step, in the order in which they are drawn. */
export function waysOf(step: Step): string[] {
  switch (step.type) {
    case 'branch':
      return [...((step.settings.ways as BranchWay[] | undefined) ?? []).map((way) => way.name), OTHERWISE];
    case 'wait':
      return step.settings.until ? [NEXT, TIMEOUT] : [NEXT];
    case 'loop':
      return [EACH, NEXT];
    case 'approval':
      return [APPROVED, REJECTED];
    case 'stop':
      return [];
    default:
      return [NEXT];
  }
}

export function firstOf(body: Body): string | null {
  return body.first ?? body.steps[0]?.key ?? null;
}

export function stepOf(body: Body, key: string | null): Step | undefined {
  return body.steps.find((step) => step.key === key);
}

/** A key that no step has yet. */
export function freshKey(body: Body, type: string): string {
  const stem = type.replace(/_(record|webhook|workflow)$/, '');
  if (!stepOf(body, stem)) return stem;
  for (let number = 2; ; number += 1) if (!stepOf(body, `${stem}_${number}`)) return `${stem}_${number}`;
}

/** Puts a new step on the way out of another one (`START`: at the beginning); what followed there follows the new step. */
export function insertStep(body: Body, after: string, way: string, step: Step): Body {
  const follower = after === START ? firstOf(body) : (stepOf(body, after)?.next[way] ?? null);
  const main = waysOf(step).find((one) => one === NEXT) ?? waysOf(step)[0];
  const added: Step = follower && main ? { ...step, next: { ...step.next, [main]: follower } } : step;
  const steps = body.steps.map((one) => (one.key === after ? { ...one, next: { ...one.next, [way]: added.key } } : one));
  return { ...body, steps: [...steps, added], first: after === START ? added.key : firstOf(body) };
}

/** Takes a step out; what led to it leads to what followed by its main way. What nothing leads to any more goes too. */
export function removeStep(body: Body, key: string): Body {
  const gone = stepOf(body, key);
  if (!gone) return body;
  const follower = gone.next[NEXT] ?? Object.values(gone.next)[0] ?? null;
  const steps = body.steps
    .filter((step) => step.key !== key)
    .map((step) => ({ ...step, next: redirected(step.next, key, follower) }));
  const first = firstOf(body) === key ? follower : firstOf(body);
  return withoutLost({ ...body, steps, first });
}

export function changeStep(body: Body, key: string, changed: Partial<Step>): Body {
  return withoutLost({ ...body, steps: body.steps.map((step) => (step.key === key ? pruned({ ...step, ...changed }) : step)) });
}

/** Lets a way lead to a step that there is already, or nowhere. */
export function leadTo(body: Body, key: string, way: string, target: string | null): Body {
  const step = stepOf(body, key);
  if (!step) return body;
  const next = { ...step.next };
  if (target) next[way] = target;
  else delete next[way];
  return withoutLost({ ...body, steps: body.steps.map((one) => (one.key === key ? { ...one, next } : one)) });
}

/** All that can be reached from a step, itself apart. */
export function after(body: Body, key: string): Set<string> {
  const found = new Set<string>();
  const walk = (from: string) => {
    for (const follower of Object.values(stepOf(body, from)?.next ?? {})) {
      if (!found.has(follower)) {
        found.add(follower);
        walk(follower);
      }
    }
  };
  walk(key);
  return found;
}

/** Steps that may have been made before this one. */
export function before(body: Body, key: string): Step[] {
  return body.steps.filter((step) => step.key !== key && after(body, step.key).has(key));
}

function redirected(next: Step['next'], from: string, to: string | null): Step['next'] {
  const found: Step['next'] = {};
  for (const [way, follower] of Object.entries(next)) {
    if (follower !== from) found[way] = follower;
    else if (to) found[way] = to;
  }
  return found;
}

/** Ways that a step has no longer lead nowhere. */
function pruned(step: Step): Step {
  const ways = new Set(waysOf(step));
  return { ...step, next: Object.fromEntries(Object.entries(step.next).filter(([way]) => ways.has(way))) };
}

function withoutLost(body: Body): Body {
  const first = firstOf(body);
  if (!first) return { ...body, steps: [], first: null };
  const kept = after(body, first).add(first);
  return { ...body, first, steps: body.steps.filter((step) => kept.has(step.key)) };
}
