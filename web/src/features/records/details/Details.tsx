import { useLocalStorage } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import type { FieldMeta, FormSection } from '@/api/types';
import { fieldOf } from '@/api/objects';
import { useGradual } from '@/ui/useGradual';
import { useRecordEditing } from '../context';
import { InlineField } from './InlineField';
import { Stamps } from './Stamps';
import classes from './Details.module.css';

/** All fields in the sections of the object's form; a section stays folded for the reader who folded it. */
export function Details() {
  const { meta } = useRecordEditing();
  return (
    <div className={classes.details}>
      {meta.layouts.form.map((section) => (
        <Section key={section.key} section={section} />
      ))}
      <Stamps />
    </div>
  );
}

function Section({ section }: { section: FormSection }) {
  const { meta, record } = useRecordEditing();
  const [folded, setFolded] = useLocalStorage({ key: `guanxi.folded.${meta.name}.${section.key}`, defaultValue: false, getInitialValueInEffect: false });
  const fields = section.fields.flatMap((name): FieldMeta[] => {
    const field = fieldOf(meta, name);
    if (!field || name === meta.title_field) return [];
    // Nobody can fill it in here, so an empty row would only be in the way.
    return field.read_only && isBlank(record[name]) ? [] : [field];
  });
  const { count, behind } = useGradual(fields.length);
  if (!fields.length) return null;
  const panel = `section-${meta.name}-${section.key}`;
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>
        <button type="button" aria-expanded={!folded} aria-controls={panel} onClick={() => setFolded(!folded)}>
          {section.label}
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </button>
      </h2>
      <div id={panel} hidden={folded}>
        {fields.slice(0, count).map((field) => (
          <InlineField key={field.name} field={field} />
        ))}
        {behind && <div ref={behind} />}
      </div>
    </section>
  );
}

const isBlank = (value: unknown): boolean => value === null || value === undefined || value === '';
