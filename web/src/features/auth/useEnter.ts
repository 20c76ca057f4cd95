import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { enterSession } from '@/api/session';
import type { Entered } from './calls';

/** Runs a way in, then opens the application at `next`. */
export function useEnter<Form>(call: (form: Form) => Promise<Entered>, next = '/') {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: async (form: Form) => {
      const entered = await call(form);
      await enterSession(client, entered.csrf_token);
    },
    onSuccess: () => router.history.push(next),
  });
}
