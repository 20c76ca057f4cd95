import { describe, expect, it } from 'vitest';
import type { Job } from '@/api/types';
import { alsoHidden, verbOf, worthTelling } from './work';

const NOW = Date.parse('2026-11-22T10:00:00Z');

function job(given: Partial<Job> & { id: string }): Job {
  return {
    kind: 'records.mass_update', about: { object: 'deal', delete: false, change_set_id: `of-${given.id}` }, state: 'running',
    done: 0, total: 10, result: null, error: null, finished_at: null, ...given,
  };
}

const ids = (jobs: Job[]) => jobs.map(({ id }) => id);

describe('worthTelling', () => {
  it('tells of what is under way, however old', () => {
    expect(ids(worthTelling([job({ id: 'a' }), job({ id: 'b', state: 'queued' })], [], NOW))).toEqual(['a', 'b']);
  });

  it('tells of what ended within the hour', () => {
    const lately = job({ id: 'a', state: 'succeeded', finished_at: '2026-11-22T09:30:00Z' });
    const before = job({ id: 'b', state: 'failed', finished_at: '2026-11-22T08:59:00Z' });
    expect(ids(worthTelling([lately, before], [], NOW))).toEqual(['a']);
  });

  it('leaves out what somebody has hidden', () => {
    const ended = job({ id: 'a', state: 'cancelled', finished_at: '2026-11-22T09:59:00Z' });
    expect(worthTelling([ended], ['a'], NOW)).toEqual([]);
  });

  it('leaves out a change for the job that takes it back', () => {
    const change = job({ id: 'a', state: 'succeeded', finished_at: '2026-11-22T09:59:00Z' });
    const undo = job({ id: 'b', kind: 'change_sets.undo', about: { object: null, delete: false, change_set_id: 'of-a' } });
    expect(ids(worthTelling([undo, change], [], NOW))).toEqual(['b']);
  });
});

describe('verbOf', () => {
  it('tells deleting from changing', () => {
    expect(verbOf(job({ id: 'a' }))).toBe('update');
    expect(verbOf(job({ id: 'a', about: { object: 'deal', delete: true, change_set_id: null } }))).toBe('delete');
  });
});

describe('alsoHidden', () => {
  it('forgets the oldest', () => {
    const many = Array.from({ length: 60 }, (_, at) => `old${at}`);
    expect(alsoHidden(many, 'new')).toHaveLength(50);
    expect(alsoHidden(['a', 'b'], 'b')).toEqual(['b', 'a']);
  });
});
