import { useState } from 'react';
import { ActionIcon, Badge, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { useObjects } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { useSentence } from '@/ui/useSentence';
import settings from '../Settings.module.css';
import { ownFields } from './fieldList';
import { useSaveObject } from './object/calls';
import { DeletedObjects } from './object/DeletedObjects';
import { positionBetween } from './object/draft';
import { NewObjectPanel } from './object/NewObjectPanel';
import classes from './Objects.module.css';

/** Every kind of record, and how far the company made it its own. */
export default function ObjectsPage() {
  const { t } = useTranslation('objects');
  const [adding, setAdding] = useState(false);
  const objects = useObjects();
  const own = objects.filter(({ custom }) => custom);
  const standard = objects.filter(({ custom }) => !custom);
  return (
    <>
      <section className={settings.card}>
        <div className={classes.head}>
          <div className={settings.grow}>
            <h2 className={classes.title}>{t('title')}</h2>
            <p className={settings.cardText}>{t('text')}</p>
          </div>
          <Button leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>{t('object.add')}</Button>
        </div>
        <ul className={classes.rows} aria-label={t('title')}>
          {own.length > 0 && <Heading text={t('object.own')} count={own.length} />}
          {own.map((object, place) => (
            <li key={object.name} className={classes.movable}>
              <ObjectRow object={object} />
              {own.length > 1 && <Moves objects={own} place={place} />}
            </li>
          ))}
          {own.length > 0 && <Heading text={t('object.standard')} count={standard.length} />}
          {standard.map((object) => (
            <li key={object.name}>
              <ObjectRow object={object} />
            </li>
          ))}
        </ul>
      </section>
      <DeletedObjects />
      {adding && <NewObjectPanel onClose={() => setAdding(false)} />}
    </>
  );
}

function Heading({ text, count }: { text: string; count: number }) {
  return (
    <li>
      <h3 className={classes.heading}>
        {text} <span className={classes.soft}>{count}</span>
      </h3>
    </li>
  );
}

function ObjectRow({ object }: { object: ObjectMeta }) {
  const { t } = useTranslation('objects');
  const own = ownFields(object).length;
  return (
    <Link to="/settings/objects/$object" params={{ object: object.name }} className={classes.row}>
      <span className={classes.tile}>
        <ObjectIcon object={object.name} icon={object.icon} size={18} />
      </span>
      <span className={classes.names}>
        <span className={classes.label}>{object.plural_label}</span>
        <span className={classes.code}>{object.name}</span>
      </span>
      {object.renamed && <Badge variant="light" color="gray">{t('object.renamed')}</Badge>}
      {object.custom?.in_navigation === false && <Badge variant="light" color="gray">{t('object.hidden')}</Badge>}
      <span className={classes.number}>
        {t('fields', { count: object.fields.length })}
        {own > 0 && <div className={classes.soft}>{t('own', { count: own })}</div>}
      </span>
      <IconChevronRight size={15} aria-hidden className={classes.chevron} />
    </Link>
  );
}

/** One place up or down in the navigation. */
function Moves({ objects, place }: { objects: ObjectMeta[]; place: number }) {
  const { t } = useTranslation('objects');
  const sentence = useSentence();
  const save = useSaveObject();
  const object = objects[place];
  if (!object) return null;
  const at = (index: number) => objects[index]?.custom?.position;
  const move = (position: number) =>
    save.mutate({ name: object.name, body: { position } }, { onError: (error) => announce({ kind: 'failed', message: sentence(error) }) });
  return (
    <span className={classes.moves}>
      <ActionIcon aria-label={t('object.up', { name: object.plural_label })} disabled={place === 0 || save.isPending} onClick={() => move(positionBetween(at(place - 2), at(place - 1)))}>
        <IconArrowUp size={15} />
      </ActionIcon>
      <ActionIcon aria-label={t('object.down', { name: object.plural_label })} disabled={place === objects.length - 1 || save.isPending} onClick={() => move(positionBetween(at(place + 1), at(place + 2)))}>
        <IconArrowDown size={15} />
      </ActionIcon>
    </span>
  );
}
