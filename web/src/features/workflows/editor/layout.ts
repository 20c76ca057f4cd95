/** Where the parts of a workflow stand: rows from the trigger downwards, branches side by side. */
import type { Body } from '../types';
import { firstOf, START, stepOf, waysOf } from './graph';

export const WIDTH = 248;
export const HEIGHT = 76;
const GAP_X = 40;
const GAP_Y = 72;

export interface Placed {
  id: string;
  x: number;
  y: number;
}

export interface Way {
  from: string;
  way: string;
  /** A step, or the id of an open end. */
  to: string;
  isOpen: boolean;
}

export interface Layout {
  nodes: Placed[];
  ends: Placed[];
  ways: Way[];
}

export const TRIGGER = 'trigger';
const endOf = (key: string, way: string) => `${key || TRIGGER}/${way}`;

/** A step that several ways lead to stands below the one that reaches furthest down. */
export function layoutOf(body: Body): Layout {
  const ways = allWays(body);
  const rows = rowsOf(body, ways);
  const parents = parentsOf(ways, rows);
  const places = new Map<string, number>();
  const widths = new Map<string, number>();
  const children = (id: string) => ways.filter((way) => idOf(way.from) === id && parents.get(way.to) === way).map((way) => way.to);
  const measure = (id: string): number => {
    const below = children(id).map(measure);
    const width = Math.max(WIDTH, below.reduce((sum, one) => sum + one, 0) + GAP_X * Math.max(0, below.length - 1));
    widths.set(id, width);
    return width;
  };
  const place = (id: string, left: number) => {
    const width = widths.get(id) ?? WIDTH;
    places.set(id, left + width / 2);
    const below = children(id);
    const used = below.reduce((sum, one) => sum + (widths.get(one) ?? WIDTH), 0) + GAP_X * Math.max(0, below.length - 1);
    let at = left + (width - used) / 2;
    for (const one of below) {
      place(one, at);
      at += (widths.get(one) ?? WIDTH) + GAP_X;
    }
  };
  measure(TRIGGER);
  place(TRIGGER, 0);
  const placed = (id: string): Placed => ({ id, x: (places.get(id) ?? 0) - WIDTH / 2, y: (rows.get(id) ?? 0) * (HEIGHT + GAP_Y) });
  return {
    nodes: [TRIGGER, ...body.steps.map((step) => step.key)].map(placed),
    ends: ways.filter((way) => way.isOpen).map((way) => placed(way.to)),
    ways,
  };
}

function allWays(body: Body): Way[] {
  const first = firstOf(body);
  const found: Way[] = [{ from: START, way: '', to: first ?? endOf(START, ''), isOpen: !first }];
  for (const step of body.steps) {
    for (const way of waysOf(step)) {
      const to = step.next[way];
      found.push({ from: step.key, way, to: to && stepOf(body, to) ? to : endOf(step.key, way), isOpen: !to });
    }
  }
  return found;
}

function idOf(from: string): string {
  return from || TRIGGER;
}

/** The longest way to each decides its row. */
function rowsOf(body: Body, ways: Way[]): Map<string, number> {
  const rows = new Map<string, number>([[TRIGGER, 0]]);
  const most = body.steps.length + 2;
  for (let round = 0; round < most; round += 1) {
    let moved = false;
    for (const { from, to } of ways) {
      const row = rows.get(idOf(from));
      if (row === undefined || row >= most) continue;
      if ((rows.get(to) ?? -1) < row + 1) {
        rows.set(to, row + 1);
        moved = true;
      }
    }
    if (!moved) break;
  }
  return rows;
}

function parentsOf(ways: Way[], rows: Map<string, number>): Map<string, Way> {
  const parents = new Map<string, Way>();
  for (const way of ways) {
    const known = parents.get(way.to);
    const row = (one: Way) => rows.get(idOf(one.from)) ?? 0;
    if (!known || row(way) > row(known)) parents.set(way.to, way);
  }
  return parents;
}
