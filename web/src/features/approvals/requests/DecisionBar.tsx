import { useState } from 'react';
import { Button, Menu } from '@mantine/core';
import { IconCheck, IconCornerUpLeft, IconDots, IconMessage, IconRefresh, IconSpeakerphone, IconUserPlus, IconUserShare, IconArrowBackUp, IconX, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Action, Approval } from '../types';
import { ActionDialog } from './ActionDialog';
import { MAIN, MORE } from './model';
import classes from './Requests.module.css';

const ICONS: Record<Action, Icon> = {
  approve: IconCheck, reject: IconX, resubmit: IconRefresh, return: IconCornerUpLeft, delegate: IconUserShare, add_signer: IconUserPlus, urge: IconSpeakerphone, withdraw: IconArrowBackUp, comment: IconMessage, set_again: IconRefresh,
};
const LOOKS: Partial<Record<Action, { color?: string; variant?: string }>> = { approve: { color: 'teal.9' }, reject: { color: 'red', variant: 'light' } };

interface DecisionBarProps {
  request: Approval;
  /** Not to be repeated where the comment has its own place. */
  without?: readonly Action[];
  /** Fixed to the lower edge, for thumbs. */
  fixed?: boolean;
}

/** What the reader may do with a request: decide at once, the rest behind a menu. */
export function DecisionBar({ request, without = [], fixed = false }: DecisionBarProps) {
  const { t } = useTranslation('approvals');
  const [action, setAction] = useState<Action | null>(null);
  const may = (one: Action) => request.may.includes(one) && !without.includes(one);
  const main = MAIN.filter(may);
  const more = MORE.filter(may);
  // With nothing to decide, the first of the rest needs no menu.
  const shown = main.length ? main : more.slice(0, 2);
  const hidden = more.filter((one) => !shown.includes(one));
  if (!shown.length && !hidden.length) return null;
  return (
    <>
      <div className={fixed ? classes.fixedBar : classes.bar} role="group" aria-label={t('act.label')}>
        {shown.map((one) => {
          const Shape = ICONS[one];
          return (
            <Button key={one} variant={main.length ? 'filled' : 'default'} {...LOOKS[one]} leftSection={<Shape size={17} stroke={1.8} />} onClick={() => setAction(one)}>
              {t(`act.names.${one}`)}
            </Button>
          );
        })}
        {hidden.length > 0 && (
          <Menu position={fixed ? 'top-end' : 'bottom-end'}>
            <Menu.Target>
              <Button variant="default" aria-label={t('act.more')} className={classes.moreButton}>
                <IconDots size={18} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {hidden.map((one) => {
                const Shape = ICONS[one];
                return (
                  <Menu.Item key={one} leftSection={<Shape size={16} stroke={1.6} />} color={one === 'withdraw' ? 'red' : undefined} onClick={() => setAction(one)}>
                    {t(`act.names.${one}`)}
                  </Menu.Item>
                );
              })}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {action && <ActionDialog request={request} action={action} onClose={() => setAction(null)} />}
    </>
  );
}
