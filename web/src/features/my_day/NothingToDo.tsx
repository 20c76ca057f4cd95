import { Button } from '@mantine/core';
import { IconFileImport, IconSunHigh, IconUserPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useObject } from '@/api/objects';
import { useSession } from '@/api/session';
import { EmptyState } from '@/ui/EmptyState';

/** An empty day teaches how tasks get here; where there are no deals either, how to begin. */
export function NothingToDo({ beginning }: { beginning: boolean }) {
  const { t } = useTranslation('my_day');
  const { user } = useSession();
  const mayImport = useObject('account').permissions.import;
  const actions = (
    <>
      {mayImport && (
        <Button component={Link} to="/imports/new" leftSection={<IconFileImport size={16} />}>
          {t('empty.import')}
        </Button>
      )}
      {user.role === 'admin' && (
        <Button component={Link} to="/settings/people" variant="default" leftSection={<IconUserPlus size={16} />}>
          {t('empty.invite')}
        </Button>
      )}
    </>
  );
  return (
    <EmptyState icon={<IconSunHigh size={24} stroke={1.6} />} title={t('empty.title')} actions={beginning ? actions : undefined}>
      {t('empty.text')}
    </EmptyState>
  );
}
