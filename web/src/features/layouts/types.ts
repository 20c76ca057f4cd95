/** A layout as the API keeps it, and as the editor works on it: every part written out. */
import type { components } from '@/api/schema';
import type { Labels } from '@/api/types';

export type DefinitionRead = Omit<components['schemas']['DefinitionRead'], 'body' | 'label'> & { body: unknown; label: Required<Labels> };

export type Texts = Required<Labels>;
export type Area = 'left' | 'main' | 'side';
export const AREAS: Area[] = ['left', 'main', 'side'];

export interface PlacedDraft {
  name: string;
  width: number;
  required: boolean;
  read_only: boolean;
  help: Texts;
  visible_when: string;
}

interface ItemBase {
  key: string;
  area: Area;
  visible_when: string;
}

export interface SectionDraft extends ItemBase {
  type: 'section';
  label: Texts;
  columns: number;
  collapsed: boolean;
  fields: PlacedDraft[];
  phone_order: string[];
}

export interface RelatedDraft extends ItemBase {
  type: 'related';
  relation: string;
  label: Texts;
  columns: string[];
  rows: number;
  sort: string;
}

export interface ComponentDraft extends ItemBase {
  type: 'component';
  component: string;
}

export type ItemDraft = SectionDraft | RelatedDraft | ComponentDraft;

export interface TabDraft {
  key: string;
  label: Texts;
  visible_when: string;
  items: ItemDraft[];
  phone_order: string[];
}

export interface LayoutDraft {
  tabs: TabDraft[];
  access: string[];
  roles: string[];
  permission_sets: string[];
  teams: string[];
  when: string;
  omitted: string[];
  quick_create: string[];
  card: string[];
  header: string[];
}
