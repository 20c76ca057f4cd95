import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus, IconSitemap } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '@/api/session';
import { EmptyState } from '@/ui/EmptyState';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { usePositions } from '../calls';
import { treeRows } from '../tree';
import { OrganisationCard } from '../OrganisationCard';
import { NewPosition } from './NewPosition';
import { PositionPanel } from './PositionPanel';
import { PositionTree } from './PositionTree';

/** The tree of positions: who is above whom, and so sees what. */
export default function PositionsPage() {
  const { t, i18n } = useTranslation('organisation');
  const editable = usePermission('sharing.manage');
  const positions = usePositions();
  const [opened, setOpened] = useState<{ id: string; proposed?: string | null } | null>(null);
  const open = opened?.id ?? null;
  const [adding, setAdding] = useState<{ parent: string | null } | null>(null);
  const rows = useMemo(() => treeRows(positions.data ?? [], i18n.language), [positions.data, i18n.language]);
  const chosen = positions.data?.find((one) => one.id === open);
  const add = editable && !adding && <Button leftSection={<IconPlus size={15} />} onClick={() => setAdding({ parent: open })}>{t('positions.add')}</Button>;
  return (
    <OrganisationCard title={t('positions.title')} text={t('positions.text')} action={rows.length > 0 && add}>
      <ProblemPanel error={positions.error} onRetry={() => void positions.refetch()} />
      {positions.isPending && <RowsSkeleton rows={4} height={44} />}
      {rows.length > 0 && <PositionTree rows={rows} positions={positions.data ?? []} open={open} editable={editable} onOpen={(id) => setOpened({ id })} onDrop={(id, proposed) => setOpened({ id, proposed })} />}
      {positions.data?.length === 0 && !adding && (
        <EmptyState icon={<IconSitemap size={32} stroke={1.4} />} title={t('positions.none')} actions={add}>{t('positions.noneText')}</EmptyState>
      )}
      {editable && adding && <NewPosition positions={rows} parent={adding.parent} onDone={() => setAdding(null)} />}
      {chosen && (
        <PositionPanel
          key={`${chosen.id} ${opened?.proposed}`}
          position={chosen}
          rows={rows}
          positions={positions.data ?? []}
          editable={editable}
          proposed={opened?.proposed}
          onClose={() => setOpened(null)}
        />
      )}
    </OrganisationCard>
  );
}
