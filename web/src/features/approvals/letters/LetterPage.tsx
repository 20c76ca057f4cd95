import { Anchor, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconCircleCheck, IconClockOff, IconLinkOff, IconProgressX } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import type { Letter } from '../types';
import { readLetter } from './calls';
import { LetterForm } from './LetterForm';
import { LetterLayout } from './LetterLayout';
import classes from './Letter.module.css';

/** Decides by a link out of an e-mail. Opening it decides nothing: scanners open links too. */
export default function LetterPage() {
  const { t, i18n } = useTranslation('approvals');
  const { token } = useParams({ from: '/approval-letters/$token' });
  const letter = useQuery({
    queryKey: ['approval-letter', token, i18n.language],
    queryFn: ({ signal }) => readLetter(token, signal),
    staleTime: Infinity,
    retry: (count, error) => count < 2 && isProblem(error, 'unreachable'),
  });
  if (letter.error) {
    const gone = isProblem(letter.error) && (letter.error.status === 404 || letter.error.status === 410);
    return (
      <LetterLayout title={t('letter.goneTitle')}>
        {gone ? <Told Icon={IconLinkOff} title={t('letter.goneTitle')} text={t('letter.goneText')} path="/approvals" /> : <ProblemPanel error={letter.error} onRetry={() => void letter.refetch()} />}
      </LetterLayout>
    );
  }
  if (!letter.data) {
    return (
      <LetterLayout title={t('title')}>
        <BlockSkeleton lines={7} />
      </LetterLayout>
    );
  }
  return <Shown token={token} letter={letter.data} />;
}

const ENDED = { approved: IconCircleCheck, rejected: IconProgressX, withdrawn: IconClockOff, returned: IconClockOff, pending: IconClockOff } as const;

function Shown({ token, letter }: { token: string; letter: Letter }) {
  const { t } = useTranslation('approvals');
  if (!letter.open) {
    return (
      <LetterLayout title={t('letter.closedTitle')} company={letter.company}>
        <Told Icon={ENDED[letter.state]} title={t('letter.closedTitle')} text={t(`letter.closed.${letter.state}`, { title: letter.title ?? letter.label })} path={letter.path} />
      </LetterLayout>
    );
  }
  return (
    <LetterLayout title={letter.title ?? letter.label} company={letter.company}>
      <LetterForm token={token} letter={letter} done={(decision) => <Told Icon={decision === 'approve' ? IconCircleCheck : IconProgressX} title={t(`letter.done.${decision}`)} text={t('letter.doneText', { title: letter.title ?? letter.label, name: letter.submitter })} path={letter.path} />} />
    </LetterLayout>
  );
}

function Told({ Icon, title, text, path }: { Icon: typeof IconCircleCheck; title: string; text: string; path: string }) {
  const { t } = useTranslation('approvals');
  return (
    <div className={classes.told} role="status">
      <Icon size={40} stroke={1.4} aria-hidden />
      <Title order={1} size="h2">{title}</Title>
      <Text c="dimmed" size="md">{text}</Text>
      <Anchor href={path} fw={550}>{t('letter.open')}</Anchor>
    </div>
  );
}
