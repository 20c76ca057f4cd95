import { useLocalStorage } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import type { LayoutItem } from '@/api/layouts';
import { fieldOf } from '@/api/objects';
import { useGradual } from '@/ui/useGradual';
import { useRecordEditing } from '../context';
import { InlineField } from '../details/InlineField';
import { fieldsInOrder } from '@/features/layouts/shape';
import classes from './Layout.module.css';

/** Fields in columns; folded as the layout says until the reader says otherwise. */
export function LaidOutSection({ section, phone }: { section: LayoutItem; phone: boolean }) {
  const { meta, record } = useRecordEditing();
  const [folded, setFolded] = useLocalStorage({ key: `guanxi.folded.${meta.name}.${section.key}`, defaultValue: Boolean(section.collapsed), getInitialValueInEffect: false });
  const fields = fieldsInOrder(section, phone).flatMap((placed) => {
    const field = fieldOf(meta, placed.name);
    if (!field || (placed.name === meta.title_field && !placed.required)) return [];
    // Nobody can fill it in here, so an empty row would only be in the way.
    return field.read_only && isBlank(record[field.name]) ? [] : [{ field, placed }];
  });
  const { count, behind } = useGradual(fields.length);
  if (!fields.length) return null;
  const panel = `section-${meta.name}-${section.key}`;
  const columns = phone ? 1 : (section.columns ?? 1);
  return (
    <section className={classes.section} data-section={section.key}>
      <h2 className={classes.heading}>
        <button type="button" aria-expanded={!folded} aria-controls={panel} onClick={() => setFolded(!folded)}>
          {section.label}
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </button>
      </h2>
      <div id={panel} hidden={folded} className={classes.fields} data-columns={columns}>
        {fields.slice(0, count).map(({ field, placed }) => (
          <div key={field.name} className={classes.field} data-width={Math.min(placed.width, columns)}>
            <InlineField field={field} layout={columns > 1 ? 'stacked' : 'row'}>
              {placed.help && <p className={classes.help} data-columns={columns}>{placed.help}</p>}
            </InlineField>
          </div>
        ))}
        {behind && <div ref={behind} />}
      </div>
    </section>
  );
}

const isBlank = (value: unknown): boolean => value === null || value === undefined || value === '';
