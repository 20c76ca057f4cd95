import { Kbd, Modal, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import classes from './Shortcuts.module.css';

const GROUPS = [
  { key: 'everywhere', rows: [['palette', ['Ctrl / ⌘', 'K']], ['create', ['C']], ['help', ['?']]] },
  {
    key: 'list',
    rows: [
      ['move', ['↑', '↓', 'J', 'K']],
      ['columns', ['←', '→']],
      ['select', ['Space']],
      ['range', ['Shift', '↓']],
      ['all', ['Ctrl / ⌘', 'A']],
      ['open', ['Enter']],
      ['peek', ['P']],
      ['edit', ['E']],
      ['find', ['/']],
    ],
  },
  { key: 'approvals', rows: [['tick', ['Space']], ['approve', ['A']], ['reject', ['R']]] },
  { key: 'board', rows: [['lift', ['Space']], ['carry', ['←', '→']], ['cancel', ['Esc']]] },
] as const;

/** What the keyboard can do; opened by `?` or from the user menu. */
export function Shortcuts({ opened, onOpen, onClose }: { opened: boolean; onOpen: () => void; onClose: () => void }) {
  const { t } = useTranslation('shell');
  useHotkeys([['shift+?', onOpen], ['?', onOpen]]);
  return (
    <Modal opened={opened} onClose={onClose} title={<Text fw={650}>{t('shortcuts.title')}</Text>} size={460}>
      {GROUPS.map((group) => (
        <section key={group.key} className={classes.group}>
          <h3 className={classes.heading}>{t(`shortcuts.${group.key}.title`)}</h3>
          <dl className={classes.rows}>
            {group.rows.map(([name, keys]) => (
              <div key={name} className={classes.row}>
                <dt>{t(`shortcuts.${group.key}.${name}` as 'shortcuts.list.move')}</dt>
                <dd>
                  {keys.map((key) => (
                    <Kbd key={key} size="xs">{key}</Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
