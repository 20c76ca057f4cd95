import type { StepProps } from '../ImportPage';
import wizard from '../wizard.module.css';
import { Finished } from './Finished';
import { Running } from './Running';

/** The import at work, then what came of it. */
export function RunStep(props: StepProps) {
  return (
    <div className={wizard.scroll}>
      <div className={wizard.narrow}>{props.state.state === 'running' ? <Running {...props} /> : <Finished {...props} />}</div>
    </div>
  );
}
