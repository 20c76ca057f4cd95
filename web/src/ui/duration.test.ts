import { describe, expect, it } from 'vitest';
import { readDuration, writeDuration } from './duration';

describe('lengths of time', () => {
  it.each([['1h 30m', 5_400], ['90 min', 5_400], ['1:30', 5_400], ['1 小时 30 分', 5_400], ['2天', 172_800], ['-15m', -900], ['1.5 hours', 5_400]])('%s', (text, seconds) => {
    expect(readDuration(text)).toBe(seconds);
  });

  it.each(['', '90', 'soon', '1x', 'h'])('“%s” is none', (text) => expect(readDuration(text)).toBeNull());

  it.each(['en', 'zh-CN'])('reads back in %s', (language) => {
    for (const seconds of [0, 59, 5_400, 90_061, -900]) expect(readDuration(writeDuration(seconds, language))).toBe(seconds);
  });
});
