import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyLine } from '@/features/settings/CopyLine';
import { ConfirmInline } from '@/ui/ConfirmInline';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useHook, useRenewHook } from '../../calls';

/** The address to give to the other system. */
export function HookLine({ name }: { name: string | null }) {
  const { t } = useTranslation('workflows');
  const hook = useHook(name);
  const renew = useRenewHook(name ?? '');
  if (!name || hook.error) return <Text size="sm" c="dimmed">{t('hook.afterSaving')}</Text>;
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <Text size="sm">{t('hook.address')}</Text>
      {hook.data && <CopyLine label={t('hook.label')} value={hook.data.url} />}
      <div>
        <ConfirmInline size="compact-sm" variant="subtle" color="gray" question={t('hook.question')} confirmLabel={t('hook.renew')} loading={renew.isPending} onConfirm={() => renew.mutate()}>
          {t('hook.renew')}
        </ConfirmInline>
      </div>
      <ProblemPanel error={renew.error} />
    </div>
  );
}
