import type { ObjectMeta } from '@/api/types';
import type { Body, Step } from '../../types';

/** Names that expressions begin with whose types only the server knows, once all steps are there. */
export const JUDGED_ON_SAVING = ['steps', 'sent', 'parent'] as const;

/** What every form of a step is given. */
export interface StepFormProps {
  step: Step;
  body: Body;
  /** The object of the records that this step is about; of a webhook without a record, what it belongs to. */
  object: ObjectMeta;
  disabled: boolean;
  /** Sentences by the place within the settings. */
  errors: Record<string, string>;
  onSettings: (settings: Step['settings']) => void;
}

/** The object of the records at a step: within loops that of the related list. */
export function objectAt(objects: ObjectMeta[], root: ObjectMeta, body: Body, key: string): ObjectMeta {
  const loop = body.steps.find((step) => step.type === 'loop' && reaches(body, step.next.each, key, step.next.next));
  if (!loop || loop.key === key) return root;
  const around = objectAt(objects, root, body, loop.key);
  const relation = around.relations.find((one) => one.name === loop.settings.relation);
  return objects.find((one) => one.name === relation?.object) ?? root;
}

function reaches(body: Body, from: string | undefined, key: string, stop: string | undefined): boolean {
  if (!from || from === stop) return false;
  if (from === key) return true;
  const step = body.steps.find((one) => one.key === from);
  return Object.values(step?.next ?? {}).some((follower) => reaches(body, follower, key, stop));
}
