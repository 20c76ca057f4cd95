import { NumberInput, Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { wrongAt } from '../model/places';
import { AFTER_DEADLINE, type Deadline } from '../model/types';
import { ApproverInput } from './ApproverInput';
import classes from '../Designer.module.css';

interface DeadlineInputProps {
  deadline: Deadline | null;
  object: ObjectMeta;
  wrong: Record<string, string>;
  onChange: (deadline: Deadline | null) => void;
}

const DAY = 24;
/** A year. */
const MOST_HOURS = 8760;

/** Until when somebody should have decided, and what happens otherwise. */
export function DeadlineInput({ deadline, object, wrong, onChange }: DeadlineInputProps) {
  const { t } = useTranslation('approvals');
  const inDays = deadline !== null && deadline.hours % DAY === 0;
  const unit = inDays ? DAY : 1;
  return (
    <div>
      <Switch label={t('deadline.title')} checked={deadline !== null} onChange={(event) => onChange(event.currentTarget.checked ? { hours: DAY, then: 'remind' } : null)} />
      {deadline && (
        <div className={classes.group} style={{ marginTop: 8 }}>
          <div className={classes.row}>
            <NumberInput label={t('deadline.within')} min={1} max={MOST_HOURS / unit} allowDecimal={false} value={deadline.hours / unit} error={wrongAt(wrong, 'deadline.hours')} onChange={(next) => onChange({ ...deadline, hours: Math.max(1, Number(next) || 1) * unit })} />
            <Select aria-label={t('deadline.unit')} w={110} flex="none" allowDeselect={false} data={[{ value: 'hours', label: t('deadline.hours') }, { value: 'days', label: t('deadline.daysUnit') }]} value={inDays ? 'days' : 'hours'} onChange={(next) => onChange({ ...deadline, hours: next === 'days' ? Math.max(1, Math.round(deadline.hours / DAY)) * DAY : inDays ? deadline.hours / DAY : deadline.hours })} />
          </div>
          <Select label={t('deadline.then')} allowDeselect={false} data={AFTER_DEADLINE.map((value) => ({ value, label: t(`deadline.after.${value}`) }))} value={deadline.then ?? 'remind'} error={wrongAt(wrong, 'deadline.then')} onChange={(then) => onChange({ ...deadline, then: (then ?? 'remind') as Deadline['then'], to: then === 'escalate' ? { manager_of: 'approver', levels: 1 } : null })} />
          {deadline.then === 'escalate' && <ApproverInput whose={['approver', 'submitter', 'owner']} label={t('deadline.to')} approver={deadline.to ?? { role: '' }} object={object} error={wrongAt(wrong, 'deadline.to')} onChange={(to) => onChange({ ...deadline, to })} />}
        </div>
      )}
      {wrongAt(wrong, 'deadline') && !wrongAt(wrong, 'deadline.hours') && !wrongAt(wrong, 'deadline.to') && <p role="alert" className={classes.wrong}>{wrongAt(wrong, 'deadline')}</p>}
    </div>
  );
}
