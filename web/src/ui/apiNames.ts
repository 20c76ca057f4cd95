/** A name for the API, out of what people call it: unlikely to be taken, however many are called so. */
export function nameFrom(label: string, otherwise: string): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 40);
  return `${plain || otherwise}_${Math.random().toString(36).slice(2, 6)}`;
}
