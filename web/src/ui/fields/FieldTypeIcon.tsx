import {
  IconArrowsSplit2, IconAt, IconCalendar, IconCalendarTime, IconCircleDot, IconCoin, IconDecimal, IconHash, IconHourglass, IconLetterCase, IconLink, IconLinkPlus, IconListCheck, IconListNumbers, IconPercentage,
  IconCoins, IconFileText, IconFlag, IconHome, IconLock, IconMapPin, IconMathFunction, IconPaperclip, IconPhone, IconPhoto, IconProgress, IconSum, IconSquareCheck, IconTextWrap, IconUser, IconWorld, type Icon,
} from '@tabler/icons-react';
import type { FieldMeta, FieldType } from '@/api/types';

const ICONS: Record<FieldType | 'formula' | 'rollup', Icon> = {
  formula: IconMathFunction, rollup: IconSum,
  text: IconLetterCase, long_text: IconTextWrap, integer: IconHash, number: IconDecimal, money: IconCoin, percent: IconPercentage,
  date: IconCalendar, datetime: IconCalendarTime, boolean: IconSquareCheck, choice: IconCircleDot, multi_choice: IconListCheck, auto_number: IconListNumbers, duration: IconHourglass, stage: IconProgress,
  lookup: IconLink, links: IconLinkPlus, email: IconAt, phone: IconPhone, url: IconWorld, mixed_lookup: IconArrowsSplit2, file: IconPaperclip, image: IconPhoto, encrypted_text: IconLock,
  rich_text: IconFileText, address: IconHome, geolocation: IconMapPin, currency_amount: IconCoins,
  country: IconFlag, currency: IconCoins, decimal: IconDecimal,
};

/** What kind of field this is, at a glance. Decoration beside the label. */
export function FieldTypeIcon({ field, size = 15 }: { field: { type: FieldType | 'formula' | 'rollup'; target?: FieldMeta['target'] }; size?: number }) {
  const Shape = field.type === 'lookup' && field.target === 'user' ? IconUser : (ICONS[field.type] ?? IconLetterCase);
  return <Shape size={size} stroke={1.6} aria-hidden style={{ flex: 'none', color: 'var(--text-faint)' }} />;
}
