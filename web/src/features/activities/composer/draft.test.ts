import { describe, expect, it } from 'vitest';
import { emptyDraft, valuesOf } from './draft';

const NOW = '2026-11-18T02:00:00Z';
const values = (change: object) => valuesOf({ ...emptyDraft(), ...change }, 'UTC', NOW);

describe('valuesOf', () => {
  it('gives a task the date that its words name', () => {
    expect(values({ kind: 'task', text: 'Call Anna tomorrow' })).toMatchObject({ type: 'task', name: 'Call Anna tomorrow', due_at: '2026-11-19T18:00:00Z', done: false });
  });

  it('lets a chosen date, or none, win over the words', () => {
    expect(values({ kind: 'task', text: 'Call Anna tomorrow', due: null }).due_at).toBeNull();
  });

  it('holds a planned meeting open and a past one done', () => {
    expect(values({ kind: 'meeting', text: 'Visit', startsAt: '2026-11-20T08:00:00Z', minutes: 30 })).toMatchObject({ ends_at: '2026-11-20T08:30:00Z', done: false });
    expect(values({ kind: 'meeting', text: 'Visit' })).toMatchObject({ starts_at: NOW, done: true });
  });

  it('logs a call as done now', () => {
    expect(values({ kind: 'call', text: 'Agreed\nSends the order.' })).toMatchObject({ name: 'Agreed', body: 'Sends the order.', starts_at: NOW, done: true });
  });
});
