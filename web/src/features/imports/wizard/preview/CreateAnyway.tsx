import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePatchImport } from '../../calls/useImport';
import type { ImportState } from '../../model/types';
import wizard from '../wizard.module.css';

/** Offered where a duplicate rule holds up rows: to write them all the same. The whole file is then tried anew. */
export function CreateAnyway({ state }: { state: ImportState }) {
  const { t } = useTranslation('imports');
  const patch = usePatchImport(state.id);
  const chosen = state.options.allow_duplicates ?? false;
  const held = state.check?.problems.some(({ code }) => code.startsWith('duplicate_'));
  if (!chosen && !held) return null;
  return (
    <div className={wizard.card} style={{ padding: 16, marginBottom: 16 }}>
      <Checkbox
        checked={chosen}
        disabled={patch.isPending}
        onChange={(event) => patch.mutate({ allow_duplicates: event.currentTarget.checked })}
        label={t('preview.createAnyway')}
        description={t('preview.createAnywayText')}
      />
    </div>
  );
}
