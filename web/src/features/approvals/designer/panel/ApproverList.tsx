import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { wrongAt } from '../model/places';
import { MOST_APPROVERS } from '../model/tree';
import { APPROVER_KINDS, type Approver, type ApproverKind } from '../model/types';
import { useColleagues } from '../useColleagues';
import { useProcessText } from '../useProcessText';
import { ApproverInput, blankApprover } from './ApproverInput';
import classes from '../Designer.module.css';

interface ApproverListProps {
  /** Where the list stands in the body, for the sentences about it. */
  place: string;
  label: string;
  approvers: Approver[];
  object: ObjectMeta;
  wrong: Record<string, string>;
  kinds?: readonly ApproverKind[];
  onChange: (approvers: Approver[]) => void;
}

/** Several people to be asked, in an order that counts where they are asked one after the other. */
export function ApproverList({ place, label, approvers, object, wrong, kinds = APPROVER_KINDS, onChange }: ApproverListProps) {
  const { t } = useTranslation('approvals');
  const words = useProcessText(object, useColleagues(approvers));
  const move = (at: number, by: number) => {
    const next = [...approvers];
    const [moved] = next.splice(at, 1);
    if (moved) next.splice(at + by, 0, moved);
    onChange(next);
  };
  return (
    <div className={classes.approvers} role="group" aria-label={label}>
      {approvers.map((approver, at) => (
        <div key={at} className={classes.group}>
          <div className={classes.approverHead}>
            <span className="truncate">{words.approver(approver)}</span>
            {at > 0 && <ActionIcon size="sm" aria-label={t('people.up', { number: at + 1 })} onClick={() => move(at, -1)}><IconArrowUp size={14} /></ActionIcon>}
            {at < approvers.length - 1 && <ActionIcon size="sm" aria-label={t('people.down', { number: at + 1 })} onClick={() => move(at, 1)}><IconArrowDown size={14} /></ActionIcon>}
            <ActionIcon size="sm" aria-label={t('people.remove', { number: at + 1 })} onClick={() => onChange(approvers.filter((_, index) => index !== at))}><IconTrash size={14} /></ActionIcon>
          </div>
          <ApproverInput label={t('people.number', { number: at + 1 })} kinds={kinds} approver={approver} object={object} error={wrongAt(wrong, `${place}[${at}]`)} onChange={(next) => onChange(approvers.map((one, index) => (index === at ? next : one)))} />
        </div>
      ))}
      {approvers.length < MOST_APPROVERS && (
        <Button variant="default" size="compact-sm" justify="start" leftSection={<IconPlus size={14} />} onClick={() => onChange([...approvers, blankApprover(kinds[0] ?? 'role')])}>
          {t('people.add')}
        </Button>
      )}
      {wrong[place] && <p role="alert" className={classes.wrong}>{wrong[place]}</p>}
    </div>
  );
}
