import { Skeleton } from '@mantine/core';
import { useRecord } from '@/api/records';
import type { FieldMeta, Lookup, ObjectMeta } from '@/api/types';
import { FieldValue } from '@/ui/fields/FieldValue';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { RecordLink } from '@/ui/RecordLink';
import { linkedFacts } from './related';
import { SideCard } from './SideCard';
import classes from './Related.module.css';

/** Whom this is about: the contact's number and address are one click away, without leaving the page. */
export function LinkedRecord({ field, value, target }: { field: FieldMeta; value: Lookup; target: ObjectMeta }) {
  const linked = useRecord(target.name, value.id);
  const facts = linked.data ? linkedFacts(target, linked.data) : [];
  return (
    <SideCard title={field.label} icon={<ObjectIcon object={target.name} icon={target.icon} size={16} />}>
      <div className={classes.linked}>
        <span className={classes.name}>
          <RecordLink object={target.name} id={value.id}>{value.name}</RecordLink>
        </span>
        {linked.isPending && <Skeleton height={8} width="60%" radius="xl" my={6} />}
        {facts.map((fact) => (
          <span key={fact.name} className={classes.facts} title={fact.label}>
            <FieldValue field={fact} value={linked.data?.[fact.name]} record={linked.data} />
          </span>
        ))}
      </div>
    </SideCard>
  );
}
