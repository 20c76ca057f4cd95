import { expect, it } from 'vitest';
import { peopleOf } from './useColleagues';

it('finds whoever is named: who submits, who is asked in whichever branch, to whom a deadline escalates', () => {
  const ask = (name: string, user: string) => ({ name, approvers: [{ user }] });
  const escalating = { ...ask('first', 'a@x.example'), deadline: { hours: 1, then: 'escalate' as const, to: { user: 'b@x.example' } } };
  const sides = { name: 'sides', parallel: [[ask('left', 'c@x.example')], [{ name: 'right', approvers: [{ manager_of: 'owner' as const }] }]] };

  const found = peopleOf({ submitters: [{ user: 'd@x.example' }], steps: [escalating, sides] });

  expect(found.flatMap((one) => one?.user ?? [])).toEqual(['d@x.example', 'a@x.example', 'b@x.example', 'c@x.example']);
});
