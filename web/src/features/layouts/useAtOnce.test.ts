import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useAtOnce } from './useAtOnce';

describe('useAtOnce', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const begin = () => renderHook(({ value }) => useAtOnce(value), { initialProps: { value: { stage: 'new' } as Record<string, string> } });

  it('tells a change at once', () => {
    const { result, rerender } = begin();
    rerender({ value: { stage: 'won' } });
    expect(result.current).toEqual({ stage: 'won' });
  });

  it('tells what follows at once after a rest', () => {
    const { result, rerender } = begin();
    rerender({ value: { stage: 'w' } });
    rerender({ value: { stage: 'wo' } });
    rerender({ value: { stage: 'won' } });
    expect(result.current).toEqual({ stage: 'w' });
    act(() => void vi.advanceTimersByTime(120));
    expect(result.current).toEqual({ stage: 'won' });
    act(() => void vi.advanceTimersByTime(500));
    rerender({ value: { stage: 'lost' } });
    expect(result.current).toEqual({ stage: 'lost' });
  });

  it('is the same while nothing changed', () => {
    const { result, rerender } = begin();
    const before = result.current;
    rerender({ value: { stage: 'new' } });
    expect(result.current).toBe(before);
  });
});
