/** The sales overview as the server tells it. Amounts are decimal strings; `filter` is the list of deals behind a row. */
import type { Lookup } from '@/api/types';

export type Part = 'counts' | 'closed' | 'amounts' | 'weighted' | 'cycle' | 'stages' | 'quarters' | 'regions' | 'agents';

export interface Kpis {
  won_count: number;
  won_amount: string | null;
  open_count: number;
  open_amount: string | null;
  weighted_amount: string | null;
  /** 0 to 1; null when nothing was closed. */
  win_rate: number | null;
  closed_count: number;
  mean_cycle_days: number | null;
  lost_count: number;
}

interface Row {
  count: number;
  /** Null where amounts are hidden from the reader. */
  amount: string | null;
  filter: string;
}

export interface StageRow extends Row {
  stage: string;
  label: string;
  color: string;
  pipeline: string;
  pipeline_label: string;
}

export interface QuarterRow extends Row {
  period: string | null;
  label: string | null;
}

export interface RegionRow extends Row {
  region: string | null;
}

export interface AgentRow extends Row {
  owner: Lookup | null;
  closed_count: number;
  win_rate: number | null;
}

export interface SalesOverview {
  kpis: Kpis;
  lists: Record<'won' | 'lost' | 'closed' | 'open', string>;
  pipeline_by_stage: StageRow[];
  won_by_quarter: QuarterRow[];
  won_by_region: RegionRow[];
  won_by_agent: AgentRow[];
  currency: string;
  /** Parts that need fields hidden from the reader; `counts` stands for all. */
  omitted: Part[];
  /** What all was to be narrowed by, though it is hidden from the reader: then everything is left out. */
  narrowed_by_hidden: ('owner' | 'office')[];
}
