import type { KeyboardEvent, ReactNode } from 'react';
import { useDraggable } from '@dnd-kit/core';
import { IconArrowsSplit2, IconClock, IconFilter, IconGripVertical, IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConditionText } from '@/features/lists/filters/ConditionText';
import { textIn } from '@/features/rules/texts';
import { isParallel, type Step } from '../model/types';
import type { LineProps } from './Line';
import classes from '../Designer.module.css';

/** One step: who is asked, under which condition, until when; or its branches. */
export function StepCard({ step, object, selected, wrong, words, onSelect, onShift, children }: LineProps & { step: Step; children: ReactNode }) {
  const { t, i18n } = useTranslation('approvals');
  const { setNodeRef, listeners, isDragging, transform } = useDraggable({ id: step.name });
  const parallel = isParallel(step);
  const Shape = parallel ? IconArrowsSplit2 : IconUserCheck;
  const sentences = Object.values(wrong[step.name] ?? {});
  const named = textIn(step.label, i18n.language);
  const isSelected = selected === step.name;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onShift(step.name, event.key === 'ArrowUp' ? -1 : 1);
    const id = event.currentTarget.id;
    // In another branch it is drawn anew: whoever moves it by the keyboard goes on moving it.
    requestAnimationFrame(() => document.getElementById(id)?.focus());
  };
  return (
    <div className={parallel ? classes.parallel : classes.single} data-selected={isSelected || undefined} data-dragging={isDragging || undefined} style={transform ? { translate: `${transform.x}px ${transform.y}px`, zIndex: 5, position: 'relative' } : undefined}>
      <div ref={setNodeRef} className={classes.cardRow}>
        <span className={classes.grip} {...listeners} aria-hidden>
          <IconGripVertical size={15} />
        </span>
        <button id={`step-${step.name}`} type="button" className={classes.step} data-selected={isSelected || undefined} data-problem={sentences.length ? true : undefined} aria-pressed={isSelected} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown" onClick={() => onSelect(step.name)} onKeyDown={onKeyDown}>
          <span className={classes.tile} data-parallel={parallel || undefined}>
            <Shape size={17} stroke={1.7} aria-hidden />
          </span>
          <span className={classes.words}>
            <span className={classes.title}>{named || words.title(step)}</span>
            {parallel ? <span className={classes.detail}>{t(`join.${step.join ?? 'all'}`)}</span> : <span className={classes.detail}>{words.who(step)}</span>}
            {step.condition && (
              <span className={classes.mark}>
                <IconFilter size={12} aria-hidden /> <ConditionText object={object} condition={step.condition} />
              </span>
            )}
            {step.deadline && (
              <span className={classes.mark}>
                <IconClock size={12} aria-hidden /> {words.deadline(step.deadline)}
              </span>
            )}
            {sentences[0] && <span className={classes.wrong}>{sentences[0]}</span>}
          </span>
        </button>
      </div>
      {children}
    </div>
  );
}
