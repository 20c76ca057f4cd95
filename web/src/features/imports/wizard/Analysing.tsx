import { useTranslation } from 'react-i18next';
import { ProgressBar } from '@/ui/ProgressBar';
import { BlockSkeleton } from '@/ui/Skeletons';
import type { ImportState } from '../model/types';
import classes from './wizard.module.css';

/** The server is reading the file for the first time. */
export function Analysing({ state }: { state: ImportState }) {
  const { t } = useTranslation('imports');
  return (
    <div className={classes.scroll}>
      <div className={classes.narrow}>
        <ProgressBar done={state.progress.done} total={state.progress.total || null} label={t('analysing')} />
        <div style={{ marginTop: 24 }}>
          <BlockSkeleton lines={6} />
        </div>
      </div>
    </div>
  );
}
