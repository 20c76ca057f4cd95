import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { neighbour, obstacle, type Step } from '../model/steps';
import type { ImportState } from '../model/types';
import { useImportAddress } from '../useImportAddress';
import classes from './wizard.module.css';

interface StepFrameProps {
  step: Step;
  state: ImportState;
  object: ObjectMeta;
  heading: string;
  lead?: ReactNode;
  /** Stands beside the buttons: what is missing, what happens next. */
  note?: ReactNode;
  /** Instead of "Continue". */
  primary?: ReactNode;
  /** A change is on its way to the server. */
  busy?: boolean;
  width?: 'narrow' | 'wide' | 'full';
  children: ReactNode;
}

/** Heading, content that scrolls, and the two ways on at the bottom: back and forwards. */
export function StepFrame({ step, state, object, heading, lead, note, primary, busy, width = 'wide', children }: StepFrameProps) {
  const { t } = useTranslation('imports');
  const { go } = useImportAddress();
  const back = neighbour(step, state, -1);
  const next = neighbour(step, state, 1);
  const stopped = obstacle(step, state, object);
  return (
    <>
      <div className={classes.scroll}>
        <div className={classes[width]}>
          <h2 className={classes.heading}>{heading}</h2>
          {lead && <p className={classes.lead}>{lead}</p>}
          {children}
        </div>
      </div>
      <footer className={classes.footer}>
        {back && (
          <Button variant="default" leftSection={<IconArrowLeft size={16} aria-hidden />} onClick={() => go({ step: back })}>
            {t('back')}
          </Button>
        )}
        <div className={classes.note} role="status">
          {stopped ? t(`obstacles.${stopped}`) : note}
        </div>
        {primary ??
          (next && (
            <Button rightSection={<IconArrowRight size={16} aria-hidden />} disabled={Boolean(stopped)} loading={busy} onClick={() => go({ step: next })}>
              {t('continue')}
            </Button>
          ))}
      </footer>
    </>
  );
}
