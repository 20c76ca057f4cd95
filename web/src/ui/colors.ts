/** Option and stage colours. The server may send a Mantine colour name or a hex code. */
const NAMES = ['gray', 'blue', 'cyan', 'teal', 'green', 'lime', 'yellow', 'orange', 'red', 'pink', 'grape', 'violet', 'indigo'];

export const optionColors = NAMES;

export function colorOf(color: string | null | undefined, fallback = 'gray'): string {
  if (!color) return fallback;
  if (color.startsWith('#') || NAMES.includes(color)) return color;
  return { purple: 'violet', amber: 'yellow', slate: 'gray', grey: 'gray', emerald: 'green', sky: 'cyan', rose: 'pink', black: 'dark' }[color] ?? fallback;
}

/** A CSS colour for dots and bars. */
export function cssColorOf(color: string | null | undefined): string {
  const name = colorOf(color);
  return name.startsWith('#') ? name : `var(--mantine-color-${name}-6)`;
}
