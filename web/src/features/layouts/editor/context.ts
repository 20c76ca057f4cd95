import { createContext, useContext } from 'react';
import type { ObjectMeta } from '@/api/types';
import type { LayoutDraft, TabDraft, Texts } from '../types';
import type { Selected } from './model';

/** What every part of the editor works on. */
export interface Editing {
  meta: ObjectMeta;
  draft: LayoutDraft;
  /** The tab that is open. */
  tab: TabDraft;
  /** The order of the phone is being arranged, nothing else. */
  phone: boolean;
  selected: Selected;
  select: (selected: Selected) => void;
  /** `apart`: a step of its own for undo. */
  change: (next: LayoutDraft, options?: { apart?: boolean }) => void;
  openTab: (key: string) => void;
  /** What the server refused, by place in the body. */
  errors: Record<string, string>;
  componentLabels: Record<string, string>;
  textOf: (texts: Texts) => string;
}

export const EditorContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditorContext);
  if (!editing) throw new Error('A part of the layout editor stands outside of it.');
  return editing;
}
