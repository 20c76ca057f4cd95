import { describe, expect, it } from 'vitest';
import type { Approval, RequestStep, Task, TrailEntry } from '../types';
import { activeSteps, everyTask, isLate, lastWord, needsComment, waitingFor, unsetReason } from './model';

const task = (person: string, state: Task['state']): Task => ({
  id: `${person}-${state}`, step: 's', round: 1, person: { id: person, name: person }, state, where: 'step', added_by: null, delegated_from: null,
  asked_at: null, due_at: null, decided_at: null, decided_by: null, how: null, comment: null, files: [],
});
const step = (name: string, state: RequestStep['state'], tasks: Task[], parallel: RequestStep[][] = []): RequestStep => ({ name, label: name, state, mode: 'any', join: null, tasks, parallel });
const STEPS = [
  step('lead', 'approved', [task('ann', 'approved')]),
  step('both', 'active', [], [[step('law', 'active', [task('bob', 'waiting'), task('cy', 'later')])], [step('money', 'active', [task('bob', 'waiting')]), step('tax', 'pending', [])]]),
  step('boss', 'pending', []),
];
const entry = (kind: TrailEntry['kind'], comment: string | null): TrailEntry => ({ at: '2026-01-01T00:00:00Z', kind, person: { id: 'ann', name: 'Ann' }, step: null, step_label: null, people: [], comment, files: [], how: null });
const request = (given: Partial<Approval>): Approval => ({
  id: 'r', process: 'p', label: 'P', state: 'pending', record: { object: 'deal', id: 'd', title: 'D', visible: true, fields: [], values: {} },
  submitter: { id: 'z', name: 'Z' }, submitted_at: '', finished_at: null, steps: STEPS, trail: [], may: [], return_to: [], editable: [], needs_comment: [], ...given,
});

describe('a request', () => {
  it('knows whom it waits for, each once, at any depth', () => {
    expect(everyTask(STEPS)).toHaveLength(4);
    expect(waitingFor(STEPS).map(({ id }) => id)).toEqual(['bob']);
    expect(activeSteps(STEPS).map(({ name }) => name)).toEqual(['law', 'money']);
  });

  it('says what came last', () => {
    const trail = [entry('returned', 'Too dear'), entry('resubmitted', null), entry('returned', 'Still too dear'), entry('returned', null)];
    expect(lastWord(request({ trail }), 'returned')?.text).toBe('Still too dear');
    expect(lastWord(request({ trail }), 'rejected')).toBeNull();
  });

  it('asks for a comment where the step does', () => {
    expect(needsComment(request({ needs_comment: ['reject'] }), 'reject')).toBe(true);
    expect(needsComment(request({ needs_comment: ['reject'] }), 'approve')).toBe(false);
    expect(needsComment(request({}), 'return')).toBe(false);
  });

  it('is late after its day', () => {
    expect(isLate('2026-01-01T00:00:00Z', Date.parse('2026-01-02T00:00:00Z'))).toBe(true);
    expect(isLate(null)).toBe(false);
  });
});

describe('what could not be written', () => {
  const entry = (kind: 'not_set' | 'set_again' | 'finished', comment: string | null = null) => ({ kind, comment }) as Approval['trail'][number];

  it('says why, until it is written after all', () => {
    const refused = [entry('finished'), entry('not_set', 'Say what comes next.')];

    expect(unsetReason({ state: 'approved', trail: refused })).toBe('Say what comes next.');
    expect(unsetReason({ state: 'approved', trail: [...refused, entry('set_again')] })).toBeNull();
    expect(unsetReason({ state: 'rejected', trail: [entry('not_set')] })).toBe('');
  });

  it('is silent while nothing is decided, and where all is well', () => {
    expect(unsetReason({ state: 'pending', trail: [entry('not_set', 'x')] })).toBeNull();
    expect(unsetReason({ state: 'approved', trail: [entry('finished')] })).toBeNull();
  });
});
