/** Downloads that carry our headers, so that a file speaks the page's language and a refusal is a sentence. */
import { apiUrl, sendRaw, type QueryValue } from './client';

export async function download(path: string, query: Record<string, QueryValue> = {}): Promise<void> {
  await keep(path, await sendRaw('GET', path, { query }));
}

/** What is asked for is too long for an address. */
export async function downloadChosen(path: string, body: unknown): Promise<void> {
  await keep(path, await sendRaw('POST', path, { body }));
}

async function keep(path: string, response: Response): Promise<void> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = nameOf(response.headers.get('Content-Disposition')) ?? apiUrl(path).split('/').at(-1) ?? 'download';
  link.click();
  // The browser has taken hold of the blob by the next turn of its loop.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function nameOf(disposition: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1] ?? null;
}
