import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { Card } from '../Card';
import { ownFields } from './fieldList';
import classes from './Objects.module.css';

/** Every kind of record, and how far the company made it its own. */
export default function ObjectsPage() {
  const { t } = useTranslation('objects');
  const objects = useObjects();
  return (
    <Card title={t('title')} text={t('text')}>
      <ul className={classes.rows} aria-label={t('title')}>
        {objects.map((object) => (
          <ObjectRow key={object.name} object={object} />
        ))}
      </ul>
    </Card>
  );
}

function ObjectRow({ object }: { object: ObjectMeta }) {
  const { t } = useTranslation('objects');
  const own = ownFields(object).length;
  return (
    <li>
      <Link to="/settings/objects/$object" params={{ object: object.name }} className={classes.row}>
        <span className={classes.tile}>
          <ObjectIcon object={object.name} icon={object.icon} size={18} />
        </span>
        <span className={classes.names}>
          <span className={classes.label}>{object.plural_label}</span>
          <span className={classes.code}>{object.name}</span>
        </span>
        <span className={classes.number}>
          {t('fields', { count: object.fields.length })}
          {own > 0 && <div className={classes.soft}>{t('own', { count: own })}</div>}
        </span>
        <IconChevronRight size={15} aria-hidden className={classes.chevron} />
      </Link>
    </li>
  );
}
