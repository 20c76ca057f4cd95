/** Further cards of single columns, kept beside the board's first page. */
import { useState } from 'react';
import type { BoardParams } from '@/api/keys';

const FIRST = 25;
const MOST = 200;

/** The board is one statement on the server: asking for more of one column asks for a longer page. */
export function useColumnPages(params: Omit<BoardParams, 'limit'>) {
  const scope = JSON.stringify(params);
  const [state, setState] = useState({ scope, limit: FIRST, column: null as string | null });
  const current = state.scope === scope ? state : { scope, limit: FIRST, column: null };
  return {
    limit: current.limit,
    growing: current.column,
    atEnd: current.limit >= MOST,
    more: (column: string | null) => setState({ scope, limit: Math.min(MOST, current.limit * 2), column }),
  };
}
