/** Where in the drawing a sentence of the server belongs. */
import { OUTCOMES, type Body, type Step } from './types';

export const START = '$start';
export const END = '$end';

/** What is wrong, by the part of the drawing and within it by the place in its settings. */
export type Wrong = Record<string, Record<string, string>>;

/** `steps[1].parallel[0][2].approvers[0].role` is about `approvers[0].role` of that step. */
export function placeOf(path: string, body: Body): { part: string; rest: string } {
  let rest = path.replace(/^body\.?/, '');
  let steps: Step[] | undefined = body.steps;
  let part: string | null = null;
  for (;;) {
    const head: RegExpExecArray | null = part === null ? /^steps\[(\d+)\]\.?/.exec(rest) : /^parallel\[(\d+)\]\[(\d+)\]\.?/.exec(rest);
    if (!head) break;
    const step: Step | undefined = part === null ? steps?.[Number(head[1])] : stepAt(steps, part, Number(head[1]), Number(head[2]));
    if (!step) break;
    part = step.name;
    steps = part === null ? steps : [step];
    rest = rest.slice(head[0].length);
  }
  if (part !== null) return { part, rest };
  return { part: OUTCOMES.some((outcome) => rest.startsWith(outcome)) ? END : START, rest };
}

function stepAt(steps: Step[] | undefined, name: string, branch: number, index: number): Step | undefined {
  return steps?.find((step) => step.name === name)?.parallel?.[branch]?.[index];
}

export function wrongOf(sentences: Record<string, string>, body: Body): Wrong {
  const wrong: Wrong = {};
  for (const [path, sentence] of Object.entries(sentences)) {
    if (!path.startsWith('body')) continue;
    const { part, rest } = placeOf(path, body);
    (wrong[part] ??= {})[rest] ??= sentence;
  }
  return wrong;
}

/** The sentence at a place or below it. */
export function wrongAt(wrong: Record<string, string> | undefined, place: string): string | undefined {
  return Object.entries(wrong ?? {}).find(([at]) => at === place || at.startsWith(`${place}.`) || at.startsWith(`${place}[`))?.[1];
}
