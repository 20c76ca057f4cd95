import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fieldOf, useMaybeObject } from '@/api/objects';
import type { FieldScalar } from '@/api/types';
import { FieldInput } from '@/ui/fields/FieldInput';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { Part } from './Part';
import type { DealDraft } from './conversion';
import classes from './Conversion.module.css';

interface DealPartProps {
  value: DealDraft | null;
  proposal: DealDraft | null;
  errors: Record<string, string>;
  onChange: (deal: DealDraft | null) => void;
}

/** Often there is a deal in it already; not always. */
export function DealPart({ value, proposal, errors, onChange }: DealPartProps) {
  const { t } = useTranslation('leads');
  const deal = useMaybeObject('deal');
  const amount = deal && fieldOf(deal, 'amount');
  const pipeline = deal?.pipelines.find(({ key }) => key === value?.pipeline) ?? deal?.pipelines[0];
  const change = (part: Partial<DealDraft>) => value && onChange({ ...value, ...part });
  return (
    <Part
      icon={<ObjectIcon object="deal" size={18} />}
      title={deal?.label ?? t('parts.deal')}
      wanted={value !== null}
      onWanted={(wanted) => onChange(wanted ? proposal : null)}
    >
      {value && (
        <div className={classes.grid}>
          <TextInput
            className={classes.wide}
            label={(deal && fieldOf(deal, 'name')?.label) ?? t('deal.name')}
            value={value.name}
            error={errors['deal.name']}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          {amount && (
            <FieldInput
              field={{ ...amount, required: false }}
              value={value.amount}
              error={errors['deal.amount']}
              onChange={(next: FieldScalar) => change({ amount: next === null ? '' : String(next) })}
            />
          )}
          {pipeline && (
            <Select
              label={deal?.fields.find(({ type }) => type === 'stage')?.label}
              allowDeselect={false}
              data={pipeline.stages.filter(({ kind }) => kind === 'open').map(({ key, label }) => ({ value: key, label }))}
              value={value.stage ?? pipeline.stages[0]?.key ?? null}
              onChange={(stage) => change({ stage, pipeline: pipeline.key })}
            />
          )}
        </div>
      )}
    </Part>
  );
}
