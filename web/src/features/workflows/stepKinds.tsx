/** What the types of step look like, and what a new one says. */
import {
  IconArrowsSplit2, IconBell, IconClock, IconFlagOff, IconMail, IconPencil, IconPlayerPlay, IconPlus, IconRepeat, IconRubberStamp, IconSettingsAutomation, IconUserCheck, IconWebhook, type Icon,
} from '@tabler/icons-react';
import type { KnownStepType, Step } from './types';

interface StepKind {
  Icon: Icon;
  color: string;
  group: 'logic' | 'records' | 'tell';
  settings: Step['settings'];
}

export const STEP_KINDS: Record<KnownStepType, StepKind> = {
  branch: { Icon: IconArrowsSplit2, color: 'violet', group: 'logic', settings: { ways: [{ name: 'yes', condition: '', label: '' }] } },
  wait: { Icon: IconClock, color: 'violet', group: 'logic', settings: { duration: { amount: 1, unit: 'days' } } },
  loop: { Icon: IconRepeat, color: 'violet', group: 'logic', settings: { relation: '', filter: '', most: 500 } },
  run_workflow: { Icon: IconPlayerPlay, color: 'violet', group: 'logic', settings: { workflow: '' } },
  stop: { Icon: IconFlagOff, color: 'violet', group: 'logic', settings: {} },
  update_record: { Icon: IconPencil, color: 'teal', group: 'records', settings: { values: [], target: 'record' } },
  create_record: { Icon: IconPlus, color: 'teal', group: 'records', settings: { object: 'activity', values: [] } },
  assign: { Icon: IconUserCheck, color: 'teal', group: 'records', settings: { to: { kind: 'team', name: '' }, target: 'record' } },
  approval: { Icon: IconRubberStamp, color: 'teal', group: 'records', settings: { process: '' } },
  notify: { Icon: IconBell, color: 'orange', group: 'tell', settings: { to: [{ kind: 'field', name: 'owner' }], title: '', text: '' } },
  send_mail: { Icon: IconMail, color: 'orange', group: 'tell', settings: { to: [{ address: '' }], subject: '', text: '' } },
  call_webhook: { Icon: IconWebhook, color: 'orange', group: 'tell', settings: { url: '', values: [] } },
};

export const GROUPS = ['records', 'tell', 'logic'] as const;

export function isKnown(type: string): type is KnownStepType {
  return type in STEP_KINDS;
}

export function kindOf(type: string): { Icon: Icon; color: string } {
  return isKnown(type) ? STEP_KINDS[type] : { Icon: IconSettingsAutomation, color: 'gray' };
}
