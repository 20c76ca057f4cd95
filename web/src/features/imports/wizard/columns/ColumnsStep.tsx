import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { usePatchImport } from '../../calls/useImport';
import { missingFields, withColumn } from '../../model/mapping';
import type { StepProps } from '../ImportPage';
import { StepFrame } from '../StepFrame';
import wizard from '../wizard.module.css';
import { ColumnRow } from './ColumnRow';
import { MatchRule } from './MatchRule';
import { MissingFields } from './MissingFields';
import { NameComposer } from './NameComposer';
import classes from './columns.module.css';

/** Each column of the file and the field it fills. */
export function ColumnsStep({ state, object }: StepProps) {
  const { t } = useTranslation('imports');
  const patch = usePatchImport(state.id);
  const missing = missingFields(object, state);
  const ignored = state.columns.filter((column) => !state.mapping.some((one) => one.column === column.index && one.field));
  const point = (column: number, field: string | null) =>
    patch.mutate({ mapping: withColumn(state.mapping, column, field).map(({ column: index, field: name }) => ({ column: index, field: name })) });

  return (
    <StepFrame
      step="columns"
      state={state}
      object={object}
      heading={t('columns.heading')}
      lead={t('columns.lead')}
      note={ignored.length > 0 && t('columns.ignored', { count: ignored.length })}
      busy={patch.isPending}
    >
      <ProblemPanel error={patch.error} />
      <MissingFields fields={missing} />
      <NameComposer state={state} object={object} onCompose={(compose) => patch.mutate({ compose })} />
      <div className={wizard.card}>
        <div className={classes.head} aria-hidden>
          <span>{t('columns.column')}</span>
          <span />
          <span>{t('columns.field', { object: object.label })}</span>
          <span />
        </div>
        <ul className={classes.rows}>
          {state.columns.map((column) => (
            <ColumnRow key={column.index} column={column} state={state} object={object} onField={(field) => point(column.index, field)} />
          ))}
        </ul>
      </div>
      <MatchRule state={state} object={object} onChange={(change) => patch.mutate(change)} />
    </StepFrame>
  );
}
