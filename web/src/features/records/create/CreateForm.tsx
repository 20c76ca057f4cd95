import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Alert, Button } from '@mantine/core';
import { useDisclosure, useOs } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldMeta, ObjectMeta, RecordValues } from '@/api/types';
import { PossibleDuplicates } from '@/features/duplicates/PossibleDuplicates';
import { BlockSkeleton } from '@/ui/Skeletons';
import { CreateInput } from './CreateInput';
import { wideFields } from './formFields';
import { Section } from './Section';
import { useAsked } from './useAsked';
import { useCreateForm } from './useCreateForm';
import classes from './CreateForm.module.css';

interface CreateFormProps {
  meta: ObjectMeta;
  given?: RecordValues;
  onCreated: (id: string, another: boolean) => void;
}

/** A new record: what must be said first, the rest on demand, errors where they belong. */
export function CreateForm({ meta, given, onCreated }: CreateFormProps) {
  const { t } = useTranslation(['records', 'rules']);
  const mac = useOs() === 'macos';
  const form = useRef<HTMLFormElement>(null);
  const [expanded, { open: expand }] = useDisclosure(false);
  const [round, setRound] = useState(0);
  const { shape, shaped, pending, values, errors, problem, warned, change, submit, sending } = useCreateForm({
    meta,
    given,
    onCreated: (id, another) => {
      if (another) setRound((count) => count + 1);
      onCreated(id, another);
    },
  });

  const { first, more, telling } = useAsked(meta, given, shaped, shape);
  useEffect(() => {
    if (more.some(({ fields }) => fields.some(({ name }) => errors[name]))) expand();
    const failed = Object.keys(errors).length > 0;
    if (failed) requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  }, [errors, more, expand]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    submit(event.shiftKey);
  };
  const inputs = (fields: FieldMeta[], focusFirst: boolean) => {
    const wide = wideFields(meta, fields);
    return fields.map((field, index) => (
      <div key={field.name} className={classes.field} data-wide={wide.has(field.name) || undefined}>
        <CreateInput
          field={field}
          value={values[field.name]}
          record={values}
          error={errors[field.name]}
          autoFocus={focusFirst && index === 0}
          onChange={(value) => change(field, value)}
        />
      </div>
    ));
  };

  if (pending) return <BlockSkeleton lines={6} />;
  return (
    <form
      ref={form}
      className={classes.form}
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        submit(false);
      }}
    >
      <div className={classes.body} key={round}>
        {problem && <Alert color={warned ? 'yellow' : 'red'} variant="light" role="alert">{problem}</Alert>}
        {!problem && <PossibleDuplicates object={meta} values={values} />}
        <div className={classes.grid}>{inputs(first, true)}</div>
        {more.some(({ key }) => !telling.has(key)) && !expanded && (
          <Button variant="subtle" color="gray" size="compact-sm" className={classes.more} leftSection={<IconChevronDown size={15} />} onClick={expand}>
            {t('create.more')}
          </Button>
        )}
        {more
          .filter(({ key }) => expanded || telling.has(key))
          .map((section) => (
            <Section key={section.key} label={section.label} fields={section.fields} errors={errors} draw={(fields) => inputs(fields, false)} />
          ))}
      </div>
      <div className={classes.foot}>
        <Button variant="default" onClick={() => submit(true)} disabled={sending}>
          {t('create.another')}
        </Button>
        <Button type="submit" loading={sending} rightSection={<kbd className={classes.kbd}>{mac ? '⌘' : 'Ctrl'} ↵</kbd>}>
          {warned ? t('rules:duplicates.saveAnyway') : t('create.submit')}
        </Button>
      </div>
    </form>
  );
}
