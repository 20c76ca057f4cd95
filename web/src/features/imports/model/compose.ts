/** A text put together from columns: "{account} – {product}" in terms of the file's column names. */

const PART = /\{([^{}]+)\}/g;

export function partsOf(template: string): string[] {
  return [...template.matchAll(PART)].map((match) => (match[1] ?? '').trim());
}

export function composed(template: string, row: Record<string, string>): string {
  return tidy(template.replace(PART, (_whole, name: string) => row[name.trim()] ?? ''));
}

/** Separators around a blank part go with it. */
function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/^[\s\-–—·,;:/|]+|[\s\-–—·,;:/|]+$/g, '').trim();
}

export function unknownParts(template: string, columns: readonly string[]): string[] {
  return partsOf(template).filter((part) => !columns.includes(part));
}
