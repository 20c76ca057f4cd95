import { useObjects } from '@/api/objects';
import { Files } from '@/features/files';
import { useRecordEditing } from '../context';
import { RelatedList } from './RelatedList';
import { relationsOf } from './related';
import { SideCard } from './SideCard';

/** Everything that hangs on the record: related lists, then its files. */
export function Related() {
  const { meta, record, editable } = useRecordEditing();
  const objects = useObjects();
  return (
    <>
      {relationsOf(meta, objects).map((relation) => {
        const target = objects.find(({ name }) => name === relation.object);
        return target && <RelatedList key={relation.name} relation={relation} target={target} />;
      })}
      <Files object={meta.name} recordId={record.id} editable={editable} Card={SideCard} />
    </>
  );
}
