import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { readAgain } from './readAgain';

it('does not take an answer that was given before the change', async () => {
  const client = new QueryClient();
  const answers: ((names: string[]) => void)[] = [];
  const observer = new QueryObserver(client, { queryKey: ['files'], queryFn: () => new Promise<string[]>((resolve) => answers.push(resolve)) });
  const stop = observer.subscribe(() => undefined);

  const read = readAgain(client, ['files']);
  answers[0]?.([]);
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.(['sent.txt']);
  await read;

  expect(client.getQueryData(['files'])).toEqual(['sent.txt']);
  stop();
});
