import { Badge, Tooltip } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CrmRecord, ObjectMeta } from '@/api/types';
import { standingOf } from './stale';

interface StaleMarkProps {
  object: ObjectMeta;
  record: CrmRecord;
  /** For how long it has been there also where that is not too long. */
  always?: boolean;
  /** A sign that says it in words when it is pointed at, for lists. */
  compact?: boolean;
}

/** Says that a record has been in its stage for too long. */
export function StaleMark({ object, record, always = false, compact = false }: StaleMarkProps) {
  const { t } = useTranslation('rules');
  const standing = standingOf(object, record);
  if (!standing || (!standing.stale && !always)) return null;
  const days = standing.days ? t('stale.since', { count: standing.days }) : t('stale.today');
  if (!standing.stale) return <span style={{ color: 'var(--text-soft)', fontSize: 12.5 }}>{days}</span>;
  if (compact) return <StaleSign label={t('stale.stale', { days })} />;
  return <Badge size="sm" variant="light" color="orange" tt="none" leftSection={<IconClockExclamation size={12} aria-hidden />}>{t('stale.stale', { days })}</Badge>;
}

function StaleSign({ label }: { label: string }) {
  return (
    <Tooltip label={label} withArrow>
      <span role="img" aria-label={label} style={{ display: 'inline-flex', flex: 'none', color: 'var(--mantine-color-orange-6)' }}>
        <IconClockExclamation size={15} stroke={1.8} aria-hidden />
      </span>
    </Tooltip>
  );
}
