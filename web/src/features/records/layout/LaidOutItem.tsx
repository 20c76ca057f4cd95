import type { ComponentProps } from 'react';
import type { LayoutItem } from '@/api/layouts';
import { useObjects } from '@/api/objects';
import { Timeline } from '@/features/activities';
import { RequestsCard } from '@/features/approvals';
import { Files } from '@/features/files';
import { AccessCard } from '@/features/sharing';
import { useRecordEditing } from '../context';
import { StagePath } from '../header/StagePath';
import { LinkedRecord } from '../related/LinkedRecord';
import { RelatedList } from '../related/RelatedList';
import { linksOf } from '../related/related';
import { SideCard } from '../related/SideCard';
import { LaidOutSection } from './LaidOutSection';
import classes from './Layout.module.css';

/** One thing that a layout put on the page. What the reader may not see, or what this page does not know, is not there. */
export function LaidOutItem({ item, phone, tryOut }: { item: LayoutItem; phone: boolean; tryOut: boolean }) {
  if (item.type === 'section') return <LaidOutSection section={item} phone={phone} />;
  const part = item.type === 'related' ? <List item={item} /> : <Part name={item.component ?? ''} />;
  return tryOut ? <div inert>{part}</div> : part;
}

function List({ item }: { item: LayoutItem }) {
  const { meta } = useRecordEditing();
  const objects = useObjects();
  const relation = meta.relations.find(({ name }) => name === item.relation);
  const target = objects.find(({ name }) => name === relation?.object);
  if (!relation || !target?.permissions.read) return null;
  return (
    <div className={classes.card}>
      <RelatedList key={`${item.key} ${item.rows}`} relation={relation} target={target} arranged={{ label: item.label, shown: item.shown, rows: item.rows, sort: item.sort }} />
    </div>
  );
}

function Part({ name }: { name: string }) {
  const { meta, record, editable } = useRecordEditing();
  const objects = useObjects();
  switch (name) {
    case 'timeline':
      return <div className={classes.open}><Timeline meta={meta} record={record} /></div>;
    case 'files':
      return <div className={classes.card}><Files object={meta.name} recordId={record.id} editable={editable} Card={SideCard} /></div>;
    case 'links':
      return linksOf(meta, record, objects).map((link) => <div key={link.field.name} className={classes.card}><LinkedRecord {...link} /></div>);
    case 'access':
      return meta.name === 'user' || record.deleted_at ? null : <div className={classes.card}><AccessCard object={meta.name} id={record.id} name={record.name} Card={SideCard} /></div>;
    case 'approvals':
      return <RequestsCard object={meta.name} id={record.id} Card={FramedCard} />;
    case 'stages':
      return meta.pipelines.length > 0 ? <div className={classes.card}><StagePath /></div> : null;
    default:
      return null;
  }
}

/** For parts that may have nothing to show, and then no frame either. */
function FramedCard(props: ComponentProps<typeof SideCard>) {
  return (
    <div className={classes.card}>
      <SideCard {...props} />
    </div>
  );
}
