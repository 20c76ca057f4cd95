/** The session cookie is one for all tabs: when a tab goes to another company, the others must not go on in the old one. */
const NAME = 'guanxi.company';

export function tellOtherTabs(): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage('switched');
  channel.close();
}

export function onSwitchElsewhere(listener: () => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = listener;
  return () => channel.close();
}
