/** What is written: without texts that were left blank. */
import { filled } from '@/features/rules/texts';
import type { Labels } from '@/api/types';
import type { Body, Step } from './types';

const textOrNone = (labels: Labels | null | undefined): Labels | null => {
  const found = filled(labels ?? {});
  return Object.keys(found).length ? found : null;
};

export function cleaned(body: Body): Body {
  return { ...body, description: textOrNone(body.description), steps: body.steps.map(cleanedStep) };
}

function cleanedStep({ label, parallel, ...step }: Step): Step {
  return { ...step, ...(textOrNone(label) ? { label: filled(label ?? {}) } : {}), ...(parallel ? { parallel: parallel.map((branch) => branch.map(cleanedStep)) } : {}) };
}
