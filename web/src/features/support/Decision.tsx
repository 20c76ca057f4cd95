import { useState } from 'react';
import { Button, Group, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useFormat } from '@/ui/useFormat';
import { useApprove, useRefuse } from './calls';
import type { SupportGrant, SupportLevel } from './types';

const USUAL_MINUTES = [15, 30, 60, 120, 240, 480, 1440];

/** Yes or no; a yes may give less than was asked for. */
export function Decision({ grant }: { grant: SupportGrant }) {
  const { t } = useTranslation('support');
  const format = useFormat();
  const [minutes, setMinutes] = useState(grant.minutes);
  const [level, setLevel] = useState<SupportLevel>(grant.level);
  const approve = useApprove(grant.id);
  const refuse = useRefuse(grant.id);
  const choices = [...USUAL_MINUTES.filter((usual) => usual < grant.minutes), grant.minutes];
  return (
    <>
      <ProblemPanel error={approve.error ?? refuse.error} />
      <Group gap={8} align="flex-end">
        <Select
          label={t('decision.minutes')}
          w={140}
          allowDeselect={false}
          value={String(minutes)}
          data={choices.map((choice) => ({ value: String(choice), label: t('row.minutes', { count: choice, shown: format.number(choice) }) }))}
          onChange={(value) => value && setMinutes(Number(value))}
        />
        {grant.level === 'change' && (
          <Select
            label={t('decision.level')}
            w={180}
            allowDeselect={false}
            value={level}
            data={(['read', 'change'] as const).map((value) => ({ value, label: t(`levels.${value}`) }))}
            onChange={(value) => value && setLevel(value)}
          />
        )}
        <Button loading={approve.isPending} onClick={() => approve.mutate({ minutes, level })}>{t('decision.approve')}</Button>
        <Button variant="default" loading={refuse.isPending} onClick={() => refuse.mutate()}>{t('decision.refuse')}</Button>
      </Group>
    </>
  );
}
