import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settling } from './settling';

const read = vi.fn<(names: ReadonlySet<string>) => void>();
let isHeld = false;

beforeEach(() => {
  vi.useFakeTimers();
  read.mockClear();
  isHeld = false;
});
afterEach(() => void vi.useRealTimers());

test('what arrives first is read nearly at once', () => {
  const settle = settling(read, () => isHeld);
  settle.add('deal');
  vi.advanceTimersByTime(100);
  expect(read.mock.calls).toEqual([[new Set(['deal'])]]);
});

test('a burst is read twice: its beginning, and all the rest half a second later', () => {
  const settle = settling(read, () => isHeld);
  for (let at = 0; at < 400; at += 20) {
    settle.add(at % 40 ? 'deal' : 'account');
    vi.advanceTimersByTime(20);
  }
  expect(read).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1000);
  expect(read).toHaveBeenCalledTimes(2);
  expect(read.mock.calls[1]).toEqual([new Set(['account', 'deal'])]);
});

test('nothing is read while something is being written, and nothing is lost', () => {
  isHeld = true;
  const settle = settling(read, () => isHeld);
  settle.add('deal');
  vi.advanceTimersByTime(3000);
  expect(read).not.toHaveBeenCalled();
  isHeld = false;
  vi.advanceTimersByTime(500);
  expect(read.mock.calls).toEqual([[new Set(['deal'])]]);
});

test('after the end nothing is read', () => {
  const settle = settling(read, () => isHeld);
  settle.add('deal');
  settle.stop();
  vi.advanceTimersByTime(1000);
  expect(read).not.toHaveBeenCalled();
});
