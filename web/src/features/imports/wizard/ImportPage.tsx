import type { ReactNode } from 'react';
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMaybeObject } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { Page } from '@/ui/Page';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useImport } from '../calls/useImport';
import { firstOpenStep, isOver, isReachable, type Step } from '../model/steps';
import type { ImportState } from '../model/types';
import { useImportAddress } from '../useImportAddress';
import { Analysing } from './Analysing';
import { ColumnsStep } from './columns/ColumnsStep';
import { PreviewStep } from './preview/PreviewStep';
import { ReadingStep } from './reading/ReadingStep';
import { RunStep } from './run/RunStep';
import { StepBar } from './StepBar';
import { ValuesStep } from './values/ValuesStep';
import classes from './wizard.module.css';

const VIEWS = { reading: ReadingStep, columns: ColumnsStep, values: ValuesStep, preview: PreviewStep, run: RunStep } as const;

export interface StepProps {
  state: ImportState;
  object: ObjectMeta;
}

/** One import from file to result. The step shown is the one in the address, as far as the import has got. */
export default function ImportPage(): ReactNode {
  const { t } = useTranslation('imports');
  const { id, search } = useImportAddress();
  const query = useImport(id);
  const state = query.data;
  const object = useMaybeObject(state?.object);

  return (
    <Page
      flush
      title={state?.file.name ?? t('title')}
      icon={state && <ObjectIcon object={state.object} />}
      aside={object && <span className={classes.object}>{t('into', { object: object.plural_label })}</span>}
      actions={
        <Anchor component={Link} to="/imports" size="sm">
          {t('new.toHistory')}
        </Anchor>
      }
    >
      {query.error && !state ? (
        <div className={classes.narrow}>
          <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
        </div>
      ) : !state || !object ? (
        <div className={classes.narrow}>
          <BlockSkeleton lines={8} />
        </div>
      ) : (
        <Wizard state={state} object={object} wanted={search.step} />
      )}
    </Page>
  );
}

function Wizard({ state, object, wanted }: StepProps & { wanted?: Step }) {
  const step = shownStep(wanted, state, object);
  const View = VIEWS[step];
  return (
    <>
      {!isOver(state) && <StepBar state={state} object={object} current={step} />}
      {state.state === 'analysing' ? <Analysing state={state} /> : <View state={state} object={object} />}
    </>
  );
}

function shownStep(wanted: Step | undefined, state: ImportState, object: ObjectMeta): Step {
  if (isOver(state)) return 'run';
  return wanted && isReachable(wanted, state, object) ? wanted : firstOpenStep(state, object);
}
