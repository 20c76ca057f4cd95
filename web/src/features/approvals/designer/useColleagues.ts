/** What the people of a process are called: definitions name them by e-mail address. */
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { RecordPage } from '@/api/types';
import { isParallel, type Approver, type Body, type Step } from './model/types';

const MOST = 100;

/** Names by address, of those that are found; one request for all. */
export function useColleagues(approvers: (Approver | null | undefined)[]): ReadonlyMap<string, string> {
  const addresses = [...new Set(approvers.flatMap((one) => (one?.user ? [one.user] : [])))].sort().slice(0, MOST);
  const found = useQuery({
    queryKey: ['approvals', 'colleagues', addresses],
    queryFn: async ({ signal }) => {
      const people = await api.get<RecordPage>('/objects/user/records', {
        query: { fields: 'name,email', filter: addresses.map((address) => `email == ${JSON.stringify(address)}`).join(' || '), limit: MOST, count: 'none' },
        signal,
      });
      return people.data.map(({ name, email }) => [String(email), String(name)] as const);
    },
    enabled: addresses.length > 0,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  return new Map(found.data);
}

/** Whoever is named anywhere in a process. */
export function peopleOf(body: Body): (Approver | null | undefined)[] {
  const ofSteps = (steps: Step[]): (Approver | null | undefined)[] =>
    steps.flatMap((step) => (isParallel(step) ? (step.parallel ?? []).flatMap(ofSteps) : [...(step.approvers ?? []), step.deadline?.to]));
  return [...(Array.isArray(body.submitters) ? body.submitters : []), ...ofSteps(body.steps)];
}
