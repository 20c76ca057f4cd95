import { NumberInput, Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { wrongAt } from '../model/places';
import { lengthOf, MOST, UNITS, withLength, type Unit } from '../model/lengths';
import { AFTER_DEADLINE, type Deadline } from '../model/types';
import { ApproverInput } from './ApproverInput';
import classes from '../Designer.module.css';

interface DeadlineInputProps {
  deadline: Deadline | null;
  object: ObjectMeta;
  wrong: Record<string, string>;
  onChange: (deadline: Deadline | null) => void;
}

/** Until when somebody should have decided, and what happens otherwise. */
export function DeadlineInput({ deadline, object, wrong, onChange }: DeadlineInputProps) {
  const { t } = useTranslation('approvals');
  const length = deadline && lengthOf(deadline);
  return (
    <div>
      <Switch label={t('deadline.title')} checked={deadline !== null} onChange={(event) => onChange(event.currentTarget.checked ? { hours: 24, then: 'remind' } : null)} />
      {deadline && length && (
        <div className={classes.group} style={{ marginTop: 8 }}>
          <div className={classes.row}>
            <NumberInput label={t('deadline.within')} min={1} max={MOST[length.unit]} allowDecimal={false} value={length.count} error={wrongAt(wrong, 'deadline.hours') ?? wrongAt(wrong, 'deadline.working_hours') ?? wrongAt(wrong, 'deadline.working_days')} onChange={(next) => onChange(withLength(deadline, { ...length, count: Number(next) }))} />
            <Select aria-label={t('deadline.unit')} w={150} flex="none" allowDeselect={false} data={UNITS.map((value) => ({ value, label: t(`deadline.units.${value}`) }))} value={length.unit} onChange={(next) => onChange(withLength(deadline, { count: length.count, unit: next as Unit }))} />
          </div>
          {length.unit.startsWith('working') && <p className={classes.hint}>{t('deadline.byCalendar')}</p>}
          <Select label={t('deadline.then')} allowDeselect={false} data={AFTER_DEADLINE.map((value) => ({ value, label: t(`deadline.after.${value}`) }))} value={deadline.then ?? 'remind'} error={wrongAt(wrong, 'deadline.then')} onChange={(then) => onChange({ ...deadline, then: (then ?? 'remind') as Deadline['then'], to: then === 'escalate' ? { manager_of: 'approver', levels: 1 } : null })} />
          {deadline.then === 'escalate' && <ApproverInput whose={['approver', 'submitter', 'owner']} label={t('deadline.to')} approver={deadline.to ?? { role: '' }} object={object} error={wrongAt(wrong, 'deadline.to')} onChange={(to) => onChange({ ...deadline, to })} />}
        </div>
      )}
      {wrongAt(wrong, 'deadline') && !wrongAt(wrong, 'deadline.hours') && !wrongAt(wrong, 'deadline.to') && <p role="alert" className={classes.wrong}>{wrongAt(wrong, 'deadline')}</p>}
    </div>
  );
}
