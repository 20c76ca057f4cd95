import { ActionIcon } from '@mantine/core';
import { IconTrash, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { END, START } from '../model/places';
import { changeStep, findStep } from '../model/tree';
import { isParallel, type Body, type Step } from '../model/types';
import { useProcessText } from '../useProcessText';
import { BranchesForm } from './BranchesForm';
import { EndForm } from './EndForm';
import { StartForm } from './StartForm';
import { StepForm } from './StepForm';
import classes from '../Designer.module.css';

export interface PanelProps {
  selected: string;
  body: Body;
  object: ObjectMeta;
  /** Sentences by the place within the chosen part. */
  wrong: Record<string, string>;
  onChange: (change: (body: Body) => Body) => void;
  onRemove: (step: string) => void;
  onClose: () => void;
}

/** The settings of what is chosen in the drawing. */
export function Panel({ selected, body, object, wrong, onChange, onRemove, onClose }: PanelProps) {
  const { t } = useTranslation(['approvals', 'common']);
  const words = useProcessText(object);
  const step = findStep(body.steps, selected);
  const title = selected === START ? t('start.title') : selected === END ? t('end.title') : step ? words.title(step) : '';
  const put = (change: Partial<Body>) => onChange((before) => ({ ...before, ...change }));
  const putStep = (change: (step: Step) => Step) => onChange((before) => ({ ...before, steps: changeStep(before.steps, selected, change) }));
  return (
    <aside className={classes.side} aria-label={title} onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && onClose()}>
      <div className={classes.sideHead}>
        <h2 className="truncate">{title}</h2>
        {step && (
          <ActionIcon aria-label={t('steps.remove')} onClick={() => onRemove(step.name)}>
            <IconTrash size={16} />
          </ActionIcon>
        )}
        <ActionIcon aria-label={t('common:close')} onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <div className={classes.sideBody}>
        {wrong[''] && <p role="alert" className={classes.wrong}>{wrong['']}</p>}
        {selected === START && <StartForm body={body} object={object} wrong={wrong} onChange={put} />}
        {selected === END && <EndForm body={body} object={object} wrong={wrong} onChange={put} />}
        {step && (isParallel(step) ? <BranchesForm step={step} object={object} wrong={wrong} onChange={putStep} /> : <StepForm step={step} object={object} wrong={wrong} onChange={putStep} />)}
      </div>
    </aside>
  );
}
