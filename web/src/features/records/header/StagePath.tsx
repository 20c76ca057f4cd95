import { useState } from 'react';
import { useMediaQuery } from '@mantine/hooks';
import { fieldOf } from '@/api/objects';
import type { RecordValues } from '@/api/types';
import { blockedBy, type Blocked } from '@/features/stages/blocked';
import { BlockedMove } from '@/features/stages/BlockedMove';
import { StaleMark } from '@/features/stages/StaleMark';
import { useRecordEditing } from '../context';
import { LostReason } from './LostReason';
import { PipelineMenu } from './PipelineMenu';
import { StageMenu } from './StageMenu';
import { StageSteps } from './StageSteps';
import { pathOf } from './stages';
import classes from './StagePath.module.css';

/** Where the record stands; one click or key moves it. What a stage asks first is asked on the spot, and so is why it was lost. */
export function StagePath() {
  const { meta, record, editable, closed, save } = useRecordEditing();
  const phone = useMediaQuery('(max-width: 768px)', false, { getInitialValueInEffect: false });
  const [asking, setAsking] = useState(false);
  const [moving, setMoving] = useState(false);
  const [blocked, setBlocked] = useState<Blocked | null>(null);
  const field = meta.fields.find(({ name }) => name === meta.pipeline_fields?.stage);
  const path = field && pathOf(meta, record, field.name);
  if (!field || !path) return null;

  const move = async (values: RecordValues) => {
    setMoving(true);
    const answer = await save(values, record, (error) => {
      const found = blockedBy(error, meta, values);
      setBlocked(found);
      return found !== null;
    });
    setMoving(false);
    if (answer === null) setBlocked(null);
    return answer === null;
  };
  const choose = (key: string) => {
    if (key === record[field.name]) return setBlocked(null);
    const lost = path.steps.find((step) => step.key === key)?.kind === 'lost';
    const explain = lost && fieldOf(meta, 'lost_reason') !== undefined && !record.lost_reason;
    void move({ [field.name]: key }).then((moved) => setAsking(moved && explain));
  };
  const stageOf = (key: unknown) => meta.pipelines.flatMap(({ stages }) => stages).find((stage) => stage.key === key)?.label ?? '';
  const Steps = phone ? StageMenu : StageSteps;
  return (
    <div className={classes.path}>
      <div className={classes.row}>
        {meta.pipelines.length > 1 && <PipelineMenu current={path.pipeline} field={field.name} onMove={(values) => void move(values)} />}
        <Steps label={field.label} path={path} disabled={!editable || field.read_only || closed(field.name) !== null} onChoose={choose} />
      </div>
      {blocked && <div className={classes.blocked}><BlockedMove key={JSON.stringify(blocked)} blocked={blocked} record={record} stage={stageOf(blocked.values[field.name])} moving={moving} onMove={(values) => void move(values)} onClose={() => setBlocked(null)} /></div>}
      {asking && path.current?.kind === 'lost' && <LostReason onDone={() => setAsking(false)} />}
      <div className={classes.notes}>
        {path.current?.guidance && <p className={classes.guidance}>{path.current.guidance}</p>}
        <StaleMark always object={meta} record={record} />
      </div>
    </div>
  );
}
