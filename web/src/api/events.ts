/** Live updates: what others change is read again here, the first change at once, a flood of them twice a second. */
import { useEffect } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { answersSince, apiUrl } from './client';
import { keys } from './keys';
import { readAgain } from './readAgain';
import { refreshRecords } from './recordWrites';
import { settling, type Settling } from './settling';
import type { Job } from './types';

export interface ChangeEvent {
  object: string;
  ids?: string[];
  change_set_id: string;
  actor_id: string | null;
}

type JobListener = (job: Job) => void;
const jobListeners = new Set<JobListener>();

export function onJob(listener: JobListener): () => void {
  jobListeners.add(listener);
  return () => void jobListeners.delete(listener);
}

const EVERYTHING = '*';
/** Not everybody asks at the same moment, nor a server that is the last to hear. */
const SPREAD_MS = 250;
const SOONEST_MS = 100;
const LATEST_MS = 15_000;

export function useEvents(enabled = true): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!enabled || typeof EventSource === 'undefined') return;
    // A drag or a typed edit under way must not be overwritten by the answer to an older question.
    const settle = settling(
      (objects) => {
        for (const object of objects) void refreshRecords(client, object === EVERYTHING ? undefined : object);
      },
      () => client.isMutating() > 0,
    );
    const stop = listen(client, settle);
    return () => {
      stop();
      settle.stop();
    };
  }, [client, enabled]);
}

/** What events tell of besides records; each is small. */
const NOTICES = [['objects'], keys.notifications, keys.approvals, keys.supportGrants];

/**
 * The server ends the stream when objects, fields or rights are no longer what they were: it is opened again at once, and
 * then read what may have been announced in between. What was announced between the page's first answers and its first
 * stream the server knows, and says `resync`. A server that is gone is asked less and less often.
 */
function listen(client: QueryClient, settle: Settling): () => void {
  let source: EventSource;
  let failures = 0;
  let lost = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const readEverything = () => {
    for (const queryKey of NOTICES) void readAgain(client, queryKey);
    settle.add(EVERYTHING);
  };
  const connect = () => {
    source = new EventSource(apiUrl('/events', { since: lost ? undefined : answersSince() }), { withCredentials: true });
    source.addEventListener('open', () => {
      failures = 0;
      if (lost) readEverything();
      lost = false;
    });
    source.addEventListener('error', () => {
      source.close();
      lost = true;
      timer = setTimeout(connect, Math.min(LATEST_MS, SOONEST_MS * 4 ** failures) + Math.random() * SPREAD_MS);
      failures += 1;
    });
    source.addEventListener('resync', readEverything);
    source.addEventListener('change', (event) => settle.add(parse<ChangeEvent>(event).object));
    source.addEventListener('job', (event) => {
      const job = parse<Job>(event);
      client.setQueryData<Job>(keys.job(job.id), (old) => ({ ...old, ...job }));
      for (const listener of jobListeners) listener(job);
    });
    source.addEventListener('approval', () => {
      void readAgain(client, keys.approvals);
      void readAgain(client, keys.myDay);
    });
    source.addEventListener('notification', () => void readAgain(client, keys.notifications));
    source.addEventListener('support', () => void readAgain(client, keys.supportGrants));
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

function parse<T>(event: Event): T {
  return JSON.parse((event as MessageEvent<string>).data) as T;
}
