import { Anchor, Button, Text } from '@mantine/core';
import { IconArrowsRightLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePermission } from '@/api/session';
import { openPanel } from '@/routing/panels';
import { useFormat } from '@/ui/useFormat';
import type { TeamDetails } from '../types';
import classes from '../Organisation.module.css';

/** What waits in a queue; each line leads to its list. */
export function Holdings({ queue, onLeave }: { queue: TeamDetails; onLeave: () => void }) {
  const { t } = useTranslation('organisation');
  const mayHandOver = usePermission('user.manage');
  const format = useFormat();
  return (
    <section aria-label={t('teams.waiting')}>
      <h3 className={classes.heading}>{t('teams.waiting')}</h3>
      {queue.holdings.length ? (
        <ul className={classes.people}>
          {queue.holdings.map((holding) => (
            <li key={holding.object} className={classes.person}>
              <Anchor
                inherit
                style={{ flex: 1 }}
                renderRoot={(props) => (
                  <Link to="/o/$object" params={{ object: holding.object }} search={{ filter: `owner == ${JSON.stringify(queue.user_id)}`, view: 'list' } as never} {...props} />
                )}
              >
                {holding.label}
              </Anchor>
              <span className={classes.count}>{format.count({ value: holding.count, capped: holding.capped })}</span>
            </li>
          ))}
        </ul>
      ) : (
        <Text size="sm" c="dimmed">{t('teams.waitingNothing')}</Text>
      )}
      {mayHandOver && queue.user_id && (
        <Button
          mt={8}
          variant="default"
          size="compact-sm"
          leftSection={<IconArrowsRightLeft size={14} stroke={1.6} />}
          onClick={() => {
            onLeave();
            openPanel({ name: 'handOver', id: queue.user_id ?? '', title: queue.name });
          }}
        >
          {t('teams.handOver')}
        </Button>
      )}
    </section>
  );
}
