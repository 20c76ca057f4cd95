import { describe, expect, it } from 'vitest';
import type { ObjectMeta } from '@/api/types';
import type { FieldChange, TimelineChange } from '../types';
import { canTakeBack, sourceOf, tellingOf, worthTelling } from './sentence';

const meta = { fields: [{ name: 'description', type: 'long_text' }, { name: 'amount', type: 'money' }] } as unknown as ObjectMeta;
const field = (name: string, old: FieldChange['old'], next: FieldChange['new']): FieldChange => ({ field: name, label: name, old, new: next });
const change = (fields: FieldChange[], more: Partial<TimelineChange> = {}): TimelineChange => ({ op: 'update', source: 'ui', change_set_id: 'c', fields, ...more });

describe('tellingOf', () => {
  it('tells setting, changing and clearing apart', () => {
    expect(tellingOf(change([field('amount', null, '10.00')]), meta)?.kind).toBe('set');
    expect(tellingOf(change([field('amount', '10.00', '12.00')]), meta)?.kind).toBe('changed');
    expect(tellingOf(change([field('amount', '10.00', null)]), meta)?.kind).toBe('cleared');
  });

  it('does not quote long texts', () => {
    expect(tellingOf(change([field('description', 'a', 'b')]), meta)?.kind).toBe('edited');
  });

  it('tells several at once', () => {
    expect(tellingOf(change([field('amount', '1', '2'), field('name', 'a', 'b')]), meta)).toMatchObject({ kind: 'many' });
  });

  it('keeps silent about what only the computer cares for', () => {
    expect(tellingOf(change([field('version', 1, 2)]), meta)).toBeNull();
  });
});

describe('worthTelling', () => {
  it('leaves out what the stage decides', () => {
    expect(worthTelling([field('stage', 'engaging', 'won'), field('status', 'open', 'won'), field('probability', 40, 100)])).toHaveLength(1);
  });
});

it('offers to take back edits alone', () => {
  expect(canTakeBack(change([]))).toBe(true);
  expect(canTakeBack(change([], { op: 'create' }))).toBe(false);
  expect(sourceOf(change([], { source: 'import' }))).toBe('import');
  expect(sourceOf(change([]))).toBeNull();
});
