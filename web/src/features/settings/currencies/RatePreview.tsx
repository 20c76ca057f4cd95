import { useEffect, useRef } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { Card } from '../Card';
import type { Effect, MovedRate } from './calls';
import classes from './Currencies.module.css';

const SHOWN = 8;

interface RatePreviewProps {
  home: string;
  rates: MovedRate[];
  effects: Effect[];
  saving: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** What rates would do, before anybody is asked to let them. */
export function RatePreview({ home, rates, effects, saving, onConfirm, onCancel }: RatePreviewProps) {
  const { t } = useTranslation(['settings', 'common']);
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => void box.current?.scrollIntoView({ block: 'nearest' }), []);
  const number = (rate: string | null) => (rate === null ? '–' : format.number(rate, 15));
  return (
    <div ref={box}>
      <Card title={t('currencies.preview')} text={rates.length ? t('currencies.previewText', { home }) : t('currencies.same')}>
        <ul className={classes.list}>
          {rates.slice(0, SHOWN).map((rate) => (
            <li key={`${rate.currency} ${rate.valid_from}`} className={classes.rate}>
              <span className="tabular">{rate.currency} · {format.date(rate.valid_from)}</span>
              <span className={`tabular ${classes.number}`}>{number(rate.before)} → {number(rate.after)}</span>
            </li>
          ))}
        </ul>
        {rates.length > SHOWN && <p className={classes.soft}>{t('currencies.moreRates', { count: rates.length - SHOWN })}</p>}
        {rates.length > 0 && effects.length === 0 && <p className={classes.soft}>{t('currencies.noEffect')}</p>}
        <ul className={classes.list}>
          {effects.map((effect) => (
            <li key={`${effect.object} ${effect.field}`} className={classes.effect}>
              <span>
                {effect.object_label} · {effect.field_label}
                <span className={classes.soft}> {t('currencies.records', { count: effect.records, shown: format.count({ value: effect.records, capped: effect.capped }) })}</span>
              </span>
              {effect.before !== null && effect.after !== null && <span className={`tabular ${classes.number}`}>{format.money(effect.before)} → {format.money(effect.after)}</span>}
              {effect.without_rate > 0 && <span className={classes.soft}>{t('currencies.withoutRate', { count: effect.without_rate })}</span>}
            </li>
          ))}
        </ul>
        <Group mt={16} gap={8}>
          <Button onClick={onConfirm} loading={saving} disabled={rates.length === 0}>{t('currencies.confirm')}</Button>
          <Button variant="default" onClick={onCancel} disabled={saving}>{t('common:cancel')}</Button>
        </Group>
      </Card>
    </div>
  );
}
