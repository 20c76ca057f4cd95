import { describe, expect, it } from 'vitest';
import { branchOf, treeRows } from './tree';
import type { Position } from './types';

const at = (id: string, parent_id: string | null = null): Position => ({ id, name: id, parent_id, holders: 0, children: 0, version: 1 });

describe('treeRows', () => {
  it('puts each below the one above it, by name', () => {
    const rows = treeRows([at('west', 'head'), at('head'), at('east', 'head'), at('reps', 'east'), at('board')], 'en');
    expect(rows.map(({ position, depth }) => `${depth}${position.id}`)).toEqual(['0board', '0head', '1east', '2reps', '1west']);
  });

  it('shows one whose superior is not there', () => {
    expect(treeRows([at('lost', 'gone')], 'en').map(({ depth }) => depth)).toEqual([0]);
  });

  it('bears a thousand levels', () => {
    const deep = Array.from({ length: 1000 }, (_, level) => at(`${level}`, level ? `${level - 1}` : null));
    expect(treeRows(deep, 'en').at(-1)?.depth).toBe(999);
    expect(branchOf(deep, '500').size).toBe(500);
  });
});

describe('branchOf', () => {
  it('is the position and all below', () => {
    expect([...branchOf([at('head'), at('east', 'head'), at('reps', 'east'), at('west', 'head')], 'east')]).toEqual(['east', 'reps']);
  });
});
