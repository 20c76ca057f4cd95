import type { ReactNode } from 'react';
import type { FieldMeta } from '@/api/types';
import { useGradual } from '@/ui/useGradual';
import classes from './CreateForm.module.css';

interface SectionProps {
  label: string;
  fields: FieldMeta[];
  errors: Record<string, string>;
  draw: (fields: FieldMeta[]) => ReactNode;
}

/** One section of the form; of many fields those that are scrolled to, and those that something is wrong with. */
export function Section({ label, fields, errors, draw }: SectionProps) {
  const lastWrong = fields.findLastIndex(({ name }) => errors[name]);
  const { count, behind } = useGradual(fields.length, lastWrong + 1);
  return (
    <fieldset className={classes.section}>
      <legend className={classes.legend}>{label}</legend>
      <div className={classes.grid}>{draw(fields.slice(0, count))}</div>
      {behind && <div ref={behind} />}
    </fieldset>
  );
}
