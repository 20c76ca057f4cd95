import { useState } from 'react';
import { useMediaQuery } from '@mantine/hooks';
import { fieldOf } from '@/api/objects';
import { useRecordEditing } from '../context';
import { LostReason } from './LostReason';
import { PipelineMenu } from './PipelineMenu';
import { StageMenu } from './StageMenu';
import { StageSteps } from './StageSteps';
import { pathOf } from './stages';
import classes from './StagePath.module.css';

/** Where the deal stands; one click or key moves it. A loss may be explained on the spot. */
export function StagePath() {
  const { meta, record, editable, save } = useRecordEditing();
  const phone = useMediaQuery('(max-width: 768px)', false, { getInitialValueInEffect: false });
  const [asking, setAsking] = useState(false);
  const field = meta.fields.find(({ type }) => type === 'stage');
  const path = field && pathOf(meta, record, field.name);
  if (!field || !path) return null;

  const choose = (key: string) => {
    if (key === record[field.name]) return;
    const lost = path.steps.find((step) => step.key === key)?.kind === 'lost';
    setAsking(lost && fieldOf(meta, 'lost_reason') !== undefined && !record.lost_reason);
    void save({ [field.name]: key }, record);
  };
  const Steps = phone ? StageMenu : StageSteps;
  return (
    <div className={classes.path}>
      <div className={classes.row}>
        {meta.pipelines.length > 1 && <PipelineMenu current={path.pipeline} field={field.name} />}
        <Steps label={field.label} path={path} disabled={!editable || field.read_only} onChoose={choose} />
      </div>
      {asking && path.current?.kind === 'lost' && <LostReason onDone={() => setAsking(false)} />}
    </div>
  );
}
