import { Select, Tabs } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { Page } from '@/ui/Page';
import { DeletedList } from './DeletedList';
import classes from './RecycleBin.module.css';

const route = getRouteApi('/shell/recycle-bin');
const ORDER = ['account', 'contact', 'lead', 'deal', 'product', 'activity'];

const MOST_TABS = 12;

/** Nothing is gone at once: deleted records wait here, by object. */
export default function RecycleBinPage() {
  const { t } = useTranslation('recycle_bin');
  const navigate = useNavigate();
  const place = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  const objects = useObjects()
    .filter(({ name, permissions }) => name !== 'user' && permissions.read)
    .sort((left, right) => place(left.name) - place(right.name));
  const wanted = route.useSearch().object;
  const current = objects.find(({ name }) => name === wanted) ?? objects[0];
  if (!current) return null;
  const choose = (object: string | null) => void navigate({ to: '/recycle-bin', search: { object: object ?? undefined } });
  if (objects.length > MOST_TABS) {
    return (
      <Page title={t('title')} icon={<IconTrash size={18} stroke={1.6} />} flush>
        <div className={classes.tabs}>
          <Select
            m="0 20px 12px"
            maw={320}
            searchable
            allowDeselect={false}
            aria-label={t('of')}
            data={objects.map(({ name, plural_label }) => ({ value: name, label: plural_label }))}
            value={current.name}
            leftSection={<ObjectIcon object={current.name} icon={current.icon} size={16} />}
            onChange={choose}
          />
          <div className={classes.panel}>
            <DeletedList key={current.name} meta={current} />
          </div>
        </div>
      </Page>
    );
  }
  return (
    <Page title={t('title')} icon={<IconTrash size={18} stroke={1.6} />} flush>
      <Tabs
        value={current.name}
        onChange={choose}
        keepMounted={false}
        className={classes.tabs}
      >
        <Tabs.List className={classes.tabList}>
          {objects.map(({ name, plural_label, icon }) => (
            <Tabs.Tab key={name} value={name} leftSection={<ObjectIcon object={name} icon={icon} size={16} />}>
              {plural_label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={current.name} className={classes.panel}>
          <DeletedList key={current.name} meta={current} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
