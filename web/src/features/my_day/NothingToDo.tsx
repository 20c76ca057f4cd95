import { IconSunHigh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';

/** An empty day teaches how tasks get here. */
export function NothingToDo() {
  const { t } = useTranslation('my_day');
  return (
    <EmptyState icon={<IconSunHigh size={24} stroke={1.6} />} title={t('empty.title')}>
      {t('empty.text')}
    </EmptyState>
  );
}
