import {
  IconActivity, IconAddressBook, IconBox, IconBriefcase, IconBuilding, IconCalendarEvent, IconChecklist, IconCoin,
  IconFilterBolt, IconFlag, IconPackage, IconSparkles, IconTargetArrow, IconUser, IconUserPlus, IconUsers, type Icon,
} from '@tabler/icons-react';

const BY_OBJECT: Record<string, Icon> = {
  account: IconBuilding,
  contact: IconAddressBook,
  lead: IconSparkles,
  deal: IconTargetArrow,
  product: IconPackage,
  activity: IconChecklist,
  user: IconUsers,
};

const BY_NAME: Record<string, Icon> = {
  building: IconBuilding,
  'address-book': IconAddressBook,
  user: IconUser,
  users: IconUsers,
  'user-plus': IconUserPlus,
  sparkles: IconSparkles,
  target: IconTargetArrow,
  'target-arrow': IconTargetArrow,
  coin: IconCoin,
  briefcase: IconBriefcase,
  package: IconPackage,
  box: IconBox,
  checklist: IconChecklist,
  activity: IconActivity,
  'calendar-event': IconCalendarEvent,
  flag: IconFlag,
  filter: IconFilterBolt,
};

/** The icon of an object; `icon` (from its metadata) decides for objects we do not know by name. */
export function ObjectIcon({ object, icon, size = 18 }: { object: string; icon?: string; size?: number }) {
  const Shape = BY_OBJECT[object] ?? BY_NAME[icon ?? ''] ?? IconBox;
  return <Shape size={size} stroke={1.6} aria-hidden />;
}
