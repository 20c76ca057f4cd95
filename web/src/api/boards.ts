/** Boards: the first cards of every column in one call, further cards column by column. */
import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api } from './client';
import { keys, type BoardParams } from './keys';
import type { Board, BoardColumn, RecordPage } from './types';

const MORE = 50;
const MOST = 200;

export const boardQuery = (client: QueryClient, object: string, params: BoardParams) =>
  queryOptions({
    queryKey: keys.board(object, params),
    queryFn: async ({ signal }) => {
      const board = await api.get<Board>(`/objects/${object}/board`, { signal, query: { ...params } });
      // Read again, a column keeps the length that the reader had scrolled to.
      const before = client.getQueryData<Board>(keys.board(object, params));
      const columns = board.columns.map((column) => {
        const had = before?.columns.find((one) => one.value === column.value)?.data.length ?? 0;
        const missing = Math.min(MOST, had - column.data.length);
        return missing > 0 ? lengthen(object, params, column, missing, signal) : column;
      });
      return { columns: await Promise.all(columns) };
    },
    staleTime: 30_000,
  });

export function useBoard(object: string, params: BoardParams) {
  const client = useQueryClient();
  return useQuery({ ...boardQuery(client, object, params), placeholderData: keepPreviousData });
}

export function useMoreOfColumn(object: string, params: BoardParams) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (column: BoardColumn) => lengthen(object, params, column, MORE),
    onSuccess: (longer) =>
      client.setQueryData<Board>(keys.board(object, params), (board) =>
        board && { columns: board.columns.map((column) => (column.value === longer.value ? appended(column, longer) : column)) },
      ),
  });
}

async function lengthen(object: string, params: BoardParams, column: BoardColumn, limit: number, signal?: AbortSignal): Promise<BoardColumn> {
  if (!column.next_cursor) return column;
  const query = { filter: column.filter, q: params.q, sort: params.sort, cursor: column.next_cursor, limit, count: 'none' };
  const page = await api.get<RecordPage>(`/objects/${object}/records`, { signal, query });
  return { ...column, data: [...column.data, ...page.data], next_cursor: page.next_cursor };
}

/** The column may have changed while its next cards were on their way: no card twice. */
function appended(column: BoardColumn, longer: BoardColumn): BoardColumn {
  const known = new Set(column.data.map((record) => record.id));
  return { ...column, data: [...column.data, ...longer.data.filter((record) => !known.has(record.id))], next_cursor: longer.next_cursor };
}
