import { Badge } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CrmRecord, ObjectMeta } from '@/api/types';
import { standingOf } from './stale';

/** Says that a record has been in its stage for too long; with `always`, also for how long it has been. */
export function StaleMark({ object, record, always = false }: { object: ObjectMeta; record: CrmRecord; always?: boolean }) {
  const { t } = useTranslation('rules');
  const standing = standingOf(object, record);
  if (!standing || (!standing.stale && !always)) return null;
  const days = standing.days ? t('stale.since', { count: standing.days }) : t('stale.today');
  if (!standing.stale) return <span style={{ color: 'var(--text-soft)', fontSize: 12.5 }}>{days}</span>;
  return <Badge size="sm" variant="light" color="orange" tt="none" leftSection={<IconClockExclamation size={12} aria-hidden />}>{t('stale.stale', { days })}</Badge>;
}
