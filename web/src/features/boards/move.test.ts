import { describe, expect, it } from 'vitest';
import type { Board, CrmRecord } from '@/api/types';
import { moveCard } from './move';

const deal = (id: string, amount: string): CrmRecord => ({ id, name: id, version: 1, stage: 'engaging', amount });

function makeBoard(): Board {
  return {
    columns: [
      { value: 'engaging', label: 'Engaging', count: { value: 2, capped: false }, total: '30.00', data: [deal('a', '10.00'), deal('b', '20.00')], next_cursor: null },
      { value: 'won', label: 'Won', count: { value: 0, capped: false }, total: '0.00', data: [], next_cursor: null },
    ],
  };
}

describe('moveCard', () => {
  it('carries the card, the count and the total', () => {
    const board = makeBoard();

    const { columns } = moveCard(board, 'stage', 'amount', { record: deal('b', '20.00'), from: 'engaging', to: 'won', shown: 'won', message: '' });

    expect(columns[0]).toMatchObject({ total: '10.00', count: { value: 1 } });
    expect(columns[1]).toMatchObject({ total: '20.00', count: { value: 1 }, data: [{ id: 'b', stage: 'won' }] });
  });

  it('leaves the board alone when the card comes back to its column', () => {
    const board = makeBoard();
    expect(moveCard(board, 'stage', 'amount', { record: deal('b', '20.00'), from: 'engaging', to: 'engaging', shown: 'engaging', message: '' })).toBe(board);
  });
});
