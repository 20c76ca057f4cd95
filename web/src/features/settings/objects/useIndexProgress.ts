import { useEffect, useState } from 'react';
import { onJob } from '@/api/events';
import { useObjects } from '@/api/objects';
import type { Job } from '@/api/types';

const KIND = 'objects.index_field';

/** How far the only field that is being indexed is. Jobs do not say which field they are for, so of several nothing is told. */
export function useIndexProgress(): Pick<Job, 'done' | 'total' | 'state'> | null {
  const filling = useObjects().flatMap(({ fields }) => fields.filter(({ custom }) => custom?.index === 'filling')).length;
  const [job, setJob] = useState<Job | null>(null);
  useEffect(() => onJob((next) => next.kind === KIND && setJob(next)), []);
  return filling === 1 ? job : null;
}
