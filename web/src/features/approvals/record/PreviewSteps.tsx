import { useTranslation } from 'react-i18next';
import { OwnerAvatar } from '@/ui/OwnerAvatar';
import type { StepAhead } from '../types';
import classes from '../requests/Requests.module.css';

/** The steps that would come, with people by name. */
export function PreviewSteps({ steps }: { steps: StepAhead[] }) {
  return (
    <ol className={classes.steps}>
      {steps.map((step) => (
        <Ahead key={step.name} step={step} />
      ))}
    </ol>
  );
}

function Ahead({ step }: { step: StepAhead }) {
  const { t } = useTranslation('approvals');
  return (
    <li className={classes.step} data-state={step.skipped ? 'skipped' : 'pending'}>
      <div className={classes.stepHead}>
        <span className={classes.stepName}>{step.label}</span>
        {step.skipped && <span className={classes.soft}>{t('stepStates.skipped')}</span>}
        {!step.skipped && step.people.length > 1 && <span className={classes.soft}>{t(`modes.${step.mode}.name`)}</span>}
        {step.join && <span className={classes.soft}>{t(`join.short.${step.join}`)}</span>}
      </div>
      {!step.skipped && step.people.length > 0 && (
        <ul className={classes.people}>
          {step.people.map((person) => (
            <li key={person.id}>
              <OwnerAvatar name={person.name} size={20} /> {person.name}
            </li>
          ))}
        </ul>
      )}
      {!step.skipped && step.when_nobody && <p className={classes.text}>{t(`submit.nobody.${step.when_nobody}`)}</p>}
      {!step.skipped && step.parallel.length > 0 && (
        <div className={classes.lanes}>
          {step.parallel.map((branch, at) => (
            <div key={at} className={classes.lane} role="group" aria-label={t('steps.branch', { number: at + 1 })}>
              <PreviewSteps steps={branch} />
            </div>
          ))}
        </div>
      )}
    </li>
  );
}
