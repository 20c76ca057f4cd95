/** Live updates: what others change is read again here, the first change at once, a flood of them twice a second. */
import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { API_ROOT } from './client';
import { keys } from './keys';
import { refreshRecords } from './recordWrites';
import { settling } from './settling';
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

export function useEvents(enabled = true): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!enabled || typeof EventSource === 'undefined') return;
    const source = new EventSource(`${API_ROOT}/events`, { withCredentials: true });
    // A drag or a typed edit under way must not be overwritten by the answer to an older question.
    const settle = settling(
      (objects) => {
        for (const object of objects) void refreshRecords(client, object === EVERYTHING ? undefined : object);
      },
      () => client.isMutating() > 0,
    );
    let wasOpen = false;
    source.addEventListener('open', () => {
      // What happened while there was no connection was announced to nobody.
      if (wasOpen) settle.add(EVERYTHING);
      wasOpen = true;
    });
    source.addEventListener('resync', () => settle.add(EVERYTHING));
    source.addEventListener('change', (event) => settle.add(parse<ChangeEvent>(event).object));
    source.addEventListener('job', (event) => {
      const job = parse<Job>(event);
      client.setQueryData<Job>(keys.job(job.id), (old) => ({ ...old, ...job }));
      for (const listener of jobListeners) listener(job);
    });
    source.addEventListener('support', () => void client.invalidateQueries({ queryKey: keys.supportGrants }));
    return () => {
      source.close();
      settle.stop();
    };
  }, [client, enabled]);
}

function parse<T>(event: Event): T {
  return JSON.parse((event as MessageEvent<string>).data) as T;
}
