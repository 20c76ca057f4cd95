import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Asks again for what a change may have touched, also where the first answer is still on its way: that one may have
 * been given before the change, and `invalidateQueries` alone would wait for it and take it for the new state.
 */
export async function readAgain(client: QueryClient, queryKey: QueryKey): Promise<void> {
  await client.cancelQueries({ queryKey, fetchStatus: 'fetching', predicate: ({ state }) => state.data === undefined });
  await client.invalidateQueries({ queryKey });
}
