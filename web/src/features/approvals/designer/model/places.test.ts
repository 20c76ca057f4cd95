import { expect, it } from 'vitest';
import { END, placeOf, START, wrongAt, wrongOf } from './places';
import type { Body } from './types';

const BODY: Body = {
  steps: [
    { name: 'lead', label: {} },
    { name: 'both', label: {}, parallel: [[{ name: 'law', label: {} }], [{ name: 'money', label: {} }, { name: 'deep', label: {}, parallel: [[{ name: 'tax', label: {} }]] }]] },
  ],
};

it.each([
  ['body.condition', START, 'condition'],
  ['body.on_approved.set.amount', END, 'on_approved.set.amount'],
  ['body.steps[0].approvers[1].role', 'lead', 'approvers[1].role'],
  ['body.steps[1]', 'both', ''],
  ['body.steps[1].parallel[1]', 'both', 'parallel[1]'],
  ['body.steps[1].parallel[1][0].condition', 'money', 'condition'],
  ['body.steps[1].parallel[1][1].parallel[0][0].mode', 'tax', 'mode'],
  ['body.steps', START, 'steps'],
  ['body.steps[7].mode', START, 'steps[7].mode'],
])('%s is shown at its part', (path, part, rest) => {
  expect(placeOf(path, BODY)).toEqual({ part, rest });
});

it('keeps sentences by part and finds them below a place', () => {
  const wrong = wrongOf({ 'body.steps[0].approvers[1].role': 'No such role.', label: 'Too long.' }, BODY);
  expect(wrong).toEqual({ lead: { 'approvers[1].role': 'No such role.' } });
  expect(wrongAt(wrong.lead, 'approvers[1]')).toBe('No such role.');
  expect(wrongAt(wrong.lead, 'approvers[10]')).toBeUndefined();
});
