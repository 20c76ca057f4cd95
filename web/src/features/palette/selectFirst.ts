import { paletteStore } from './store';

/** Puts the palette's selection on its first row, as the arrow keys would. */
export function selectFirst(): void {
  const { listId, opened } = paletteStore.getState();
  const list = opened && listId ? document.getElementById(listId) : null;
  if (!list) return;
  list.querySelector('[data-selected]')?.removeAttribute('data-selected');
  list.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
  paletteStore.updateState((state) => ({ ...state, selected: 0 }));
}
