import { useEffect } from 'react';
import { Button, Loader } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { advisedIndexes, type AdvisedIndex } from '@/api/advice';
import { announce } from '@/api/announcements';
import { send } from '@/api/client';
import { useSentence } from '@/ui/useSentence';
import classes from './Lists.module.css';

const TRY_AGAIN_MS = 3_000;

/** Buttons that have the fields of a refused question indexed, for whoever may; while an index is being made, the question is asked again. */
export function IndexAdvice({ error, onTry }: { error: unknown; onTry: () => void }) {
  const { t } = useTranslation('lists');
  const sentence = useSentence();
  const make = useMutation({
    mutationFn: ({ request }: AdvisedIndex) => send(request?.method ?? 'PATCH', request?.path ?? '', { body: request?.body }),
    onSuccess: onTry,
    onError: (failure) => announce({ kind: 'failed', message: sentence(failure) }),
  });
  const advised = advisedIndexes(error);
  const filling = advised.some(({ state }) => state === 'filling');
  useEffect(() => {
    if (!filling) return;
    const timer = setInterval(onTry, TRY_AGAIN_MS);
    return () => clearInterval(timer);
  }, [filling, onTry]);
  if (filling)
    return (
      <span role="status" className={classes.indexing}>
        <Loader size="xs" />
        {t('table.indexing')}
      </span>
    );
  return advised
    .filter(({ request }) => request)
    .map((each) => (
      <Button key={each.field} size="compact-sm" loading={make.isPending && make.variables.field === each.field} onClick={() => make.mutate(each)}>
        {t('table.index', { field: each.label })}
      </Button>
    ));
}
