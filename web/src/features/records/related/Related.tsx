import { useObjects } from '@/api/objects';
import { RequestsCard } from '@/features/approvals';
import { Files } from '@/features/files';
import { AccessCard } from '@/features/sharing';
import { useRecordEditing } from '../context';
import { LinkedRecord } from './LinkedRecord';
import { RelatedList } from './RelatedList';
import { linksOf, relationsOf } from './related';
import { SideCard } from './SideCard';

/** Everything that hangs on the record: whom it is about, related lists, its files. */
export function Related() {
  const { meta, record, editable } = useRecordEditing();
  const objects = useObjects();
  return (
    <>
      <RequestsCard object={meta.name} id={record.id} Card={SideCard} />
      {linksOf(meta, record, objects).map((link) => (
        <LinkedRecord key={link.field.name} {...link} />
      ))}
      {relationsOf(meta, objects).map((relation) => {
        const target = objects.find(({ name }) => name === relation.object);
        return target && <RelatedList key={relation.name} relation={relation} target={target} />;
      })}
      {meta.name !== 'user' && !record.deleted_at && <AccessCard object={meta.name} id={record.id} name={record.name} Card={SideCard} />}
      <Files object={meta.name} recordId={record.id} editable={editable} Card={SideCard} />
    </>
  );
}
