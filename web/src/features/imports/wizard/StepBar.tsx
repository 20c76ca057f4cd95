import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { isReachable, stepsOf, type Step } from '../model/steps';
import type { ImportState } from '../model/types';
import { useImportAddress } from '../useImportAddress';
import classes from './StepBar.module.css';

/** Where we are on the way. Steps that are open are links, so that one can go back and look. */
export function StepBar({ state, object, current }: { state: ImportState; object: ObjectMeta; current: Step }) {
  const { t } = useTranslation('imports');
  const { search } = useImportAddress();
  const way = stepsOf(state);
  const at = way.indexOf(current);
  return (
    <nav aria-label={t('steps.label')} className={classes.bar}>
      <p className={classes.phone} aria-hidden>
        <strong>{t(`steps.${current}`)}</strong>
        <span>{t('steps.position', { step: at + 1, total: way.length })}</span>
      </p>
      <ol className={classes.steps}>
        {way.map((step, index) => {
          const done = index < at;
          const content = (
            <>
              <span className={classes.mark} aria-hidden>
                {done ? <IconCheck size={13} stroke={2.5} /> : index + 1}
              </span>
              <span className={classes.name}>{t(`steps.${step}`)}</span>
            </>
          );
          const shared = { className: classes.step, 'data-done': done || undefined, 'data-current': step === current || undefined };
          return (
            <li key={step}>
              {step !== current && isReachable(step, state, object) ? (
                <Link to="/imports/$id" params={{ id: state.id }} search={{ next: search.next, step }} {...shared}>
                  {content}
                </Link>
              ) : (
                <span {...shared} aria-current={step === current ? 'step' : undefined}>
                  {content}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
