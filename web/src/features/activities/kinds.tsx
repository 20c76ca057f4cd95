import { IconCalendarEvent, IconCircleCheck, IconNotes, IconPhone, type Icon } from '@tabler/icons-react';
import type { ActivityKind } from './types';

export const kindIcons: Record<ActivityKind, Icon> = {
  note: IconNotes,
  call: IconPhone,
  meeting: IconCalendarEvent,
  task: IconCircleCheck,
};
