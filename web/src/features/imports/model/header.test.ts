import { describe, expect, it } from 'vitest';
import { decode, splitHeader } from './header';

describe('splitHeader', () => {
  it.each([
    ['a,b,c\n1,2,3', ['a', 'b', 'c']],
    ['\uFEFF"名称";"金额"\r\n', ['名称', '金额']],
    ['\n\nx\ty\n', ['x', 'y']],
    ['one|two', ['one', 'two']],
    ['', ['']],
  ])('%j', (text, cells) => expect(splitHeader(text)).toEqual(cells));
});

describe('decode', () => {
  it('reads UTF-8', () => expect(decode(new TextEncoder().encode('客户名称,a'))).toBe('客户名称,a'));
  it('reads UTF-16 by its mark', () => expect(decode(new Uint8Array([0xff, 0xfe, 0x61, 0x00]))).toContain('a'));
  it('takes what is no UTF-8 for GB18030', () => {
    expect(decode(new Uint8Array([0xbf, 0xcd, 0xbb, 0xa7, 0x2c, 0x61, 0x62, 0x63, 0x64]))).toBe('客户,abcd');
  });
  it('forgives a character cut in two at the end', () => {
    expect(decode(new TextEncoder().encode('abc,客户').slice(0, -1))).toMatch(/^abc,客/);
  });
});
