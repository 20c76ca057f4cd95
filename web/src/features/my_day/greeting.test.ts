import { describe, expect, it } from 'vitest';
import { calledName, greetingAt } from './greeting';

it.each([[2, 'night'], [8, 'morning'], [12, 'afternoon'], [17, 'afternoon'], [21, 'evening']])('at %d it is %s', (hour, greeting) => {
  expect(greetingAt(hour)).toBe(greeting);
});

describe('calledName', () => {
  it('greets Latin names by the first, Chinese ones whole', () => {
    expect(calledName('Anna Berg')).toBe('Anna');
    expect(calledName('王小明')).toBe('王小明');
  });
});
