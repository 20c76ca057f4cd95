/** What the wizard keeps in the address, so that it survives a reload and can be gone back through. */
import { readStep, type Step } from './steps';
import type { RowOutcome } from './types';

export interface ImportSearch {
  step?: Step;
  /** Imports that were dropped together with this one and wait for their turn, comma-separated. */
  next?: string;
  /** Preview: rows with this outcome only, and which page of them (from 1). */
  show?: RowOutcome;
  page?: number;
}

export interface NewImportSearch {
  object?: string;
}

const OUTCOMES: RowOutcome[] = ['create', 'update', 'skip', 'refuse'];

export function readImportSearch(raw: Record<string, unknown>): ImportSearch {
  const search: ImportSearch = {};
  const step = readStep(raw.step);
  if (step) search.step = step;
  if (typeof raw.next === 'string' && raw.next) search.next = raw.next;
  const show = OUTCOMES.find((outcome) => outcome === raw.show);
  if (show) search.show = show;
  const page = Number(raw.page);
  if (Number.isInteger(page) && page > 1) search.page = page;
  return search;
}

export function readNewImportSearch(raw: Record<string, unknown>): NewImportSearch {
  return typeof raw.object === 'string' && raw.object ? { object: raw.object } : {};
}
