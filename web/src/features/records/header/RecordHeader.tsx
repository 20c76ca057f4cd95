import type { ReactNode } from 'react';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { fieldOf } from '@/api/objects';
import { ownAmountField } from '@/ui/fields/currencyAmount/ownAmount';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { useRecordEditing } from '../context';
import { InlineField } from '../details/InlineField';
import { InlineTitle } from './InlineTitle';
import { RecordActions } from './RecordActions';
import { StagePath } from './StagePath';
import classes from './RecordHeader.module.css';

/** Who or what this is, the figures that matter, where it stands, what can be done. */
export function RecordHeader({ primary, withStages = true }: { primary?: ReactNode; withStages?: boolean }) {
  const { meta, record } = useRecordEditing();
  const figures = meta.layouts.header.flatMap((name) => {
    const field = fieldOf(meta, name);
    // The stage has its own path below.
    return field && field.type !== 'stage' && name !== meta.title_field ? [field] : [];
  });
  return (
    <header className={classes.header}>
      <div className={classes.top}>
        <span className={classes.tile}>
          <ObjectIcon object={meta.name} icon={meta.icon} size={20} />
        </span>
        <div className={classes.names}>
          <Link className={classes.crumb} to="/o/$object" params={{ object: meta.name }}>
            {meta.plural_label}
            <IconChevronRight size={12} stroke={1.8} aria-hidden />
          </Link>
          <InlineTitle />
        </div>
        <div className={classes.actions}>
          {primary}
          <RecordActions />
        </div>
      </div>
      {figures.length > 0 && (
        <div className={classes.figures}>
          {figures.map((field) => (
            <InlineField key={field.name} field={{ ...ownAmountField(meta, field, record), label: field.label }} layout="figure" />
          ))}
        </div>
      )}
      {withStages && meta.pipelines.length > 0 && <StagePath />}
    </header>
  );
}
