import { IconChevronLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMaybeObject } from '@/api/objects';
import { ObjectIcon } from '@/ui/ObjectIcon';
import classes from './Rules.module.css';
import objects from '@/features/settings/objects/Objects.module.css';

/** What can be set up of one kind of record. */
export function ObjectTabs({ object }: { object: string }) {
  const { t } = useTranslation(['rules', 'objects']);
  const meta = useMaybeObject(object);
  const tabs = [
    { to: '/settings/objects/$object', label: t('tabs.fields') },
    { to: '/settings/objects/$object/layouts', label: t('tabs.layouts') },
    { to: '/settings/objects/$object/pipelines', label: t('tabs.pipelines') },
    { to: '/settings/objects/$object/rules', label: t('tabs.rules') },
  ] as const;
  return (
    <>
      <Link to="/settings/objects" className={objects.back}>
        <IconChevronLeft size={15} aria-hidden /> {t('objects:title')}
      </Link>
      {meta && (
        <h2 className={classes.objectName}>
          <ObjectIcon object={meta.name} icon={meta.icon} size={20} /> {meta.plural_label}
        </h2>
      )}
      <nav className={classes.tabs} aria-label={t('tabs.label')}>
        {tabs.map(({ to, label }) => (
          <Link key={to} to={to} params={{ object }} activeOptions={{ exact: true }} className={classes.tab}>{label}</Link>
        ))}
      </nav>
    </>
  );
}
