import type { ListState } from '../lists/useListState';

export default function Board({ state }: { state: ListState }) {
  return <>{state.kind}</>;
}
