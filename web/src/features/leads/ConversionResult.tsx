import { Button } from '@mantine/core';
import { IconArrowBackUp, IconChevronRight, IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { useObjects } from '@/api/objects';
import { useUndo } from '@/api/recordWrites';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { useSentence } from '@/ui/useSentence';
import type { Conversion, ConversionAnswer } from './conversion';
import classes from './Conversion.module.css';

interface ConversionResultProps {
  conversion: Conversion;
  answer: ConversionAnswer;
  onClose: () => void;
}

/** What came of the lead, each a click away; and the way back. */
export function ConversionResult({ conversion, answer, onClose }: ConversionResultProps) {
  const { t } = useTranslation(['leads', 'common']);
  const objects = useObjects();
  const sentence = useSentence();
  const undo = useUndo();
  const made = [
    { object: 'account', id: answer.account, name: conversion.account.name },
    { object: 'contact', id: answer.contact, name: conversion.contact?.name },
    { object: 'deal', id: answer.deal, name: conversion.deal?.name },
  ].flatMap(({ object, id, name }) => (id ? [{ object, id, name: name ?? '' }] : []));
  const takeBack = () =>
    undo.mutate(answer.change_set_id, {
      onSuccess: ({ kept }) => {
        announce({ kind: 'done', message: kept.length ? t('common:undo.partly', { count: kept.length }) : t('common:undo.done') });
        onClose();
      },
      onError: (error) => announce({ kind: 'failed', message: sentence(error) }),
    });
  return (
    <div className={classes.form}>
      <div className={classes.body}>
        <p className={classes.told} role="status">
          <IconCircleCheck size={20} stroke={1.7} aria-hidden />
          {t('result.text', { count: made.length })}
        </p>
        <ul className={classes.made}>
          {made.map(({ object, id, name }) => (
            <li key={object}>
              <Link to="/o/$object/$id" params={{ object, id }} className={classes.madeLink} onClick={onClose}>
                <ObjectIcon object={object} size={18} />
                <span className={classes.madeWords}>
                  <small>{objects.find((one) => one.name === object)?.label}</small>
                  <span className="truncate">{name}</span>
                </span>
                <IconChevronRight size={16} stroke={1.7} aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      </div>
      <div className={classes.foot}>
        <Button variant="default" leftSection={<IconArrowBackUp size={16} />} loading={undo.isPending} onClick={takeBack}>
          {t('common:undo.action')}
        </Button>
        <Button onClick={onClose}>{t('common:done')}</Button>
      </div>
    </div>
  );
}
