/** Moving a card between columns: the cached board at once, the server after. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { announce } from '@/api/announcements';
import { send } from '@/api/client';
import { keys, type BoardParams } from '@/api/keys';
import { refreshRecords, toWire } from '@/api/recordWrites';
import type { Board, BoardColumn, CrmRecord, FieldScalar, RecordValues } from '@/api/types';

export interface Move {
  record: CrmRecord;
  from: BoardColumn['value'];
  to: BoardColumn['value'];
  /** What the record then shows in the field; the same as `to` but for lookups. */
  shown: FieldScalar;
  message: string;
  /** What has to be filled in to come in. */
  more?: RecordValues;
}

const amountOf = (record: CrmRecord, sum: string | null): number => (sum ? Number(record[sum] ?? 0) : 0);

function changed(column: BoardColumn, by: 1 | -1, amount: number, data: CrmRecord[]): BoardColumn {
  const total = column.total === null ? null : (Number(column.total) + by * amount).toFixed(2);
  return { ...column, data, total, count: { ...column.count, value: Math.max(0, column.count.value + by) } };
}

/** The board as it will be: the card on top of its new column, counts and totals carried along. */
export function moveCard(board: Board, groupBy: string, sum: string | null, { record, from, to, shown }: Move): Board {
  if (from === to) return board;
  const amount = amountOf(record, sum);
  return {
    columns: board.columns.map((column) => {
      if (column.value === from) return changed(column, -1, amount, column.data.filter((one) => one.id !== record.id));
      if (column.value === to) return changed(column, 1, amount, [{ ...record, [groupBy]: shown }, ...column.data]);
      return column;
    }),
  };
}

export function useMove(object: string, params: BoardParams, groupBy: string, sum: string | null, onRefused: (error: unknown, move: Move) => void) {
  const client = useQueryClient();
  const key = keys.board(object, params);
  return useMutation({
    mutationFn: ({ record, to, more }: Move) =>
      send<CrmRecord>('PATCH', `/objects/${object}/records/${record.id}`, { body: { ...toWire(more ?? {}), [groupBy]: to }, ifMatch: record.version }),
    onMutate: async (move) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<Board>(key);
      if (before) client.setQueryData<Board>(key, moveCard(before, groupBy, sum, move));
      return before;
    },
    onError: (error, move, before) => {
      client.setQueryData(key, before);
      onRefused(error, move);
    },
    onSuccess: (answer, { message }) => announce({ kind: 'done', message, changeSetId: answer.changeSetId }),
    onSettled: () => refreshRecords(client, object),
  });
}
