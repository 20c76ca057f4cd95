import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { OwnerAvatar } from '@/ui/OwnerAvatar';
import { useFormat } from '@/ui/useFormat';
import { BarRows } from '../charts/BarRows';
import { ChartCard } from '../charts/ChartCard';
import { useMeasure } from '../charts/useMeasure';
import { useShare } from '../charts/useShare';
import type { AgentRow } from '../model/types';

const FIRST = 10;

/** Won revenue by agent, ranked, with each one's win rate. */
export function AgentChart({ rows, currency }: { rows: AgentRow[]; currency: string }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const share = useShare();
  const measure = useMeasure(rows, currency);
  const [all, setAll] = useState(false);
  const nameOf = (row: AgentRow) => row.owner?.name ?? t('agents.none');
  const rate = (row: AgentRow) => (row.win_rate === null ? '–' : share(row.win_rate));
  const shown = all ? rows : rows.slice(0, FIRST);
  return (
    <ChartCard
      title={t(measure.hasAmounts ? 'agents.title' : 'agents.titleCount')}
      note={t('agents.note')}
      fileName="won-by-agent"
      span={3}
      columns={[
        { label: t('columns.agent') },
        { label: t('columns.deals'), numeric: true },
        ...measure.columns,
        { label: t('columns.closed'), numeric: true },
        { label: t('columns.winRate'), numeric: true },
      ]}
      rows={rows.map((row) => ({
        key: row.owner?.id ?? '',
        filter: row.filter,
        cells: [
          { value: nameOf(row), shown: nameOf(row) },
          { value: row.count, shown: format.number(row.count) },
          ...measure.cells(row),
          { value: row.closed_count, shown: format.number(row.closed_count) },
          { value: row.win_rate, shown: rate(row) },
        ],
      }))}
    >
      <BarRows
        head={{ label: t('columns.agent'), value: measure.label, note: t('columns.winRate') }}
        rows={shown.map((row) => {
          const deals = measure.deals(row);
          return {
            key: row.owner?.id ?? '',
            label: (
              <>
                <OwnerAvatar name={nameOf(row)} size={20} />
                {nameOf(row)}
              </>
            ),
            size: measure.size(row),
            value: measure.shown(row),
            note: rate(row),
            spoken: measure.hasAmounts
              ? t('agents.spoken', { name: nameOf(row), deals, amount: measure.shown(row), rate: rate(row) })
              : t('agents.spokenCount', { name: nameOf(row), deals, rate: rate(row) }),
            filter: row.filter,
          };
        })}
      />
      {rows.length > FIRST && (
        <Button variant="subtle" size="xs" mt={8} style={{ alignSelf: 'flex-start' }} onClick={() => setAll(!all)} aria-expanded={all} data-print="hide">
          {all ? t('agents.fewer') : t('agents.all', { count: rows.length })}
        </Button>
      )}
    </ChartCard>
  );
}
