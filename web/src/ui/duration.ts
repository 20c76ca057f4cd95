/** Lengths of time as people write them: `1h 30m`, `1 小时 30 分`, `1:30`. A day is 24 hours; seconds inside. As the server reads them. */

const UNITS: Record<string, number> = {};
const SIZES: [number, string[]][] = [
  [86_400, ['d', 'day', 'days', '天', '日']],
  [3_600, ['h', 'hr', 'hrs', 'hour', 'hours', '小时', '时', '個小時', '个小时']],
  [60, ['m', 'min', 'mins', 'minute', 'minutes', '分', '分钟']],
  [1, ['s', 'sec', 'secs', 'second', 'seconds', '秒', '秒钟']],
];
for (const [size, names] of SIZES) for (const name of names) UNITS[name] = size;

const EN: [number, string][] = [[86_400, 'd'], [3_600, 'h'], [60, 'm'], [1, 's']];
const ZH: [number, string][] = [[86_400, ' 天'], [3_600, ' 小时'], [60, ' 分'], [1, ' 秒']];

/** Null for what is no length of time; a bare number has no unit. */
export function readDuration(text: string): number | null {
  const trimmed = text.trim();
  const sign = trimmed.startsWith('-') ? -1 : 1;
  const body = trimmed.replace(/^-/, '').replaceAll(',', ' ');
  const clock = /^(\d{1,6}):([0-5]\d)(?::([0-5]\d))?$/.exec(body);
  if (clock) return sign * (Number(clock[1]) * 3_600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0));
  const part = /\s*(\d{1,9}(?:\.\d{1,6})?)\s*([a-z]+|[\u4e00-\u9fff]+)\s*/iy;
  let total = 0;
  while (part.lastIndex < body.length) {
    const found = part.exec(body);
    const size = UNITS[found?.[2]?.toLowerCase() ?? ''];
    if (!found || size === undefined) return null;
    total += Number(found[1]) * size;
  }
  return body && Number.isInteger(total) ? sign * total : null;
}

export function writeDuration(seconds: number, language: string): string {
  const chinese = language.startsWith('zh');
  let rest = Math.abs(seconds);
  const parts: string[] = [];
  for (const [size, word] of chinese ? ZH : EN) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count) parts.push(`${count}${word}`);
  }
  return (seconds < 0 ? '-' : '') + (parts.join(' ') || (chinese ? '0 分' : '0m'));
}
