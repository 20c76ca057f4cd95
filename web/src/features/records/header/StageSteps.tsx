import { useRef, type KeyboardEvent } from 'react';
import { Tooltip } from '@mantine/core';
import { IconCheck, IconTrophy, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Path, StageStep } from './stages';
import classes from './StagePath.module.css';

export interface StepsProps {
  label: string;
  path: Path;
  disabled: boolean;
  onChoose: (key: string) => void;
}

/** The path as a row of arrows: a radio group, so that arrow keys walk it and Space or Enter chooses. */
export function StageSteps({ label, path, disabled, onChoose }: StepsProps) {
  const { t } = useTranslation('records');
  const root = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const count = path.steps.length;
    root.current?.querySelectorAll<HTMLElement>('[role=radio]')[(index + step + count) % count]?.focus();
  };
  return (
    <div ref={root} className={classes.steps} role="radiogroup" aria-label={label}>
      {path.steps.map((step, index) => (
        <Tooltip key={step.key} label={t('stage.tooltip', { stage: step.label, probability: step.probability })} disabled={step.kind !== 'open'}>
          <button
            type="button"
            role="radio"
            aria-checked={step.state === 'current'}
            tabIndex={step.state === 'current' || (!path.current && index === 0) ? 0 : -1}
            className={classes.step}
            data-state={step.state}
            data-kind={step.kind}
            disabled={disabled}
            onClick={() => onChoose(step.key)}
            onKeyDown={(event) => onKeyDown(event, index)}
          >
            <StepIcon step={step} />
            <span className="truncate">{step.label}</span>
          </button>
        </Tooltip>
      ))}
    </div>
  );
}

function StepIcon({ step }: { step: StageStep }) {
  if (step.state === 'passed') return <IconCheck size={14} stroke={2} aria-hidden />;
  if (step.kind === 'won') return <IconTrophy size={14} stroke={1.8} aria-hidden />;
  if (step.kind === 'lost') return <IconX size={14} stroke={2} aria-hidden />;
  return null;
}
