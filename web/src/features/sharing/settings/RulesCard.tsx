import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/features/settings/Card';
import settings from '@/features/settings/Settings.module.css';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { useRules } from '../calls';
import type { ObjectSharing } from '../types';
import { RuleEditor } from './RuleEditor';
import { RuleRow } from './RuleRow';

export function RulesCard({ objects }: { objects: ObjectSharing[] }) {
  const { t } = useTranslation('sharing');
  const rules = useRules();
  const [editing, setEditing] = useState<string | null>(null);
  const rows = rules.data?.pages.flatMap((page) => page.data) ?? [];
  const close = () => setEditing(null);
  return (
    <Card title={t('rules.title')} text={t('rules.text')} action={editing !== 'new' && <Button leftSection={<IconPlus size={15} />} onClick={() => setEditing('new')}>{t('rules.add')}</Button>}>
      {editing === 'new' && <RuleEditor objects={objects} onClose={close} />}
      <ProblemPanel error={rules.error} onRetry={() => void rules.refetch()} />
      {rules.isPending && <RowsSkeleton rows={3} height={52} />}
      <ul className={settings.rows} style={{ marginTop: 16, marginBottom: -12 }}>
        {rows.map((rule) =>
          editing === rule.id ? (
            <li key={rule.id} className={settings.rowItem} style={{ display: 'block' }}>
              <RuleEditor objects={objects} rule={rule} onClose={close} />
            </li>
          ) : (
            <RuleRow key={rule.id} rule={rule} objects={objects} onEdit={() => setEditing(rule.id)} />
          ),
        )}
      </ul>
      {rules.hasNextPage && (
        <div className={settings.foot}>
          <Button variant="default" loading={rules.isFetchingNextPage} onClick={() => void rules.fetchNextPage()}>{t('rules.more')}</Button>
        </div>
      )}
    </Card>
  );
}
