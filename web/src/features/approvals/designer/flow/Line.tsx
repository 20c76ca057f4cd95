import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import type { Wrong } from '../model/places';
import type { Slot } from '../model/tree';
import { isParallel, type Step } from '../model/types';
import type { useProcessText } from '../useProcessText';
import { Gap } from './Gap';
import { StepCard } from './StepCard';
import classes from '../Designer.module.css';

export interface LineProps {
  steps: Step[];
  object: ObjectMeta;
  parent: string | null;
  branch: number;
  dragged: string | null;
  selected: string | null;
  wrong: Wrong;
  words: ReturnType<typeof useProcessText>;
  onSelect: (part: string) => void;
  onAdd: (slot: Slot, kind: 'step' | 'branches') => void;
  onShift: (name: string, by: 1 | -1) => void;
}

/** Steps one below the other with a gap before, between and after them. */
export function Line(props: LineProps) {
  const { steps, parent, branch, dragged, onAdd } = props;
  const gap = (index: number) => <Gap slot={{ parent, branch, index }} open={dragged !== null} last={parent !== null && index === steps.length} onAdd={onAdd} />;
  return (
    <div className={classes.line}>
      {gap(0)}
      {steps.map((step, index) => (
        <Fragment key={step.name}>
          <StepCard {...props} step={step}>
            {isParallel(step) && <Branches {...props} step={step} />}
          </StepCard>
          {gap(index + 1)}
        </Fragment>
      ))}
    </div>
  );
}

function Branches({ step, ...props }: LineProps & { step: Step }) {
  const { t } = useTranslation('approvals');
  return (
    <div className={classes.branches} role="list">
      {(step.parallel ?? []).map((branch, at) => (
        <div key={at} className={classes.branch} role="listitem" aria-label={t('steps.branch', { number: at + 1 })}>
          <Line {...props} steps={branch} parent={step.name} branch={at} />
        </div>
      ))}
    </div>
  );
}
