import { Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Count } from './Count';
import { useNavigation } from './navigation';
import classes from './Shell.module.css';

const FIRST = ['my-day', 'account', 'deal', 'activity'];

/** On a phone: the four places people go most, and a sheet with all of them. */
export function BottomBar() {
  const { t } = useTranslation('shell');
  const [opened, sheet] = useDisclosure(false);
  const groups = useNavigation();
  const items = groups.flatMap((group) => group.items);
  const hidden = items.filter((item) => !FIRST.includes(item.key)).reduce((sum, item) => sum + (item.count ?? 0), 0);
  const first = FIRST.flatMap((key) => items.filter((item) => item.key === key));
  return (
    <>
      <nav className={classes.bottom} aria-label={t('nav.label')}>
        {first.map((item) => (
          <Link key={item.key} to={item.to} className={classes.tab}>
            {item.icon}
            <span className="truncate">{item.label}</span>
          </Link>
        ))}
        <button type="button" className={classes.tab} onClick={sheet.open} aria-haspopup="dialog">
          <IconMenu2 size={18} stroke={1.6} aria-hidden />
          <span>{t('nav.more')}</span>
          <Count value={hidden} />
        </button>
      </nav>
      <Drawer opened={opened} onClose={sheet.close} position="bottom" size="auto" title={t('nav.label')} radius="lg">
        {groups.map((group) => (
          <div key={group.key}>
            {group.label && <div className={classes.group}>{group.label}</div>}
            {group.items.map((item) => (
              <Link key={item.key} to={item.to} className={classes.item} style={{ height: 44 }} onClick={sheet.close}>
                {item.icon}
                <span className="truncate">{item.label}</span>
                <Count value={item.count} />
              </Link>
            ))}
          </div>
        ))}
      </Drawer>
    </>
  );
}
