/** Which greeting fits the hour where the reader is. */
export type Greeting = 'night' | 'morning' | 'afternoon' | 'evening';

export function greetingAt(hour: number): Greeting {
  if (hour < 5) return 'night';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
}

/** How a person is called: the given name in Latin script, the whole name in Chinese. */
export function calledName(name: string): string {
  const text = name.trim();
  return /^[\u0000-\u024f\s.'-]+$/.test(text) ? (text.split(/\s+/)[0] ?? text) : text;
}
