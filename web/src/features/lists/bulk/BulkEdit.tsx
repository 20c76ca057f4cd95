import { useState, type FormEvent } from 'react';
import { Button, Popover, Select, Stack } from '@mantine/core';
import { IconPencil, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldMeta, FieldScalar, ObjectMeta, RecordValues } from '@/api/types';
import { Nested } from '@/ui/fields/Nested';
import { FieldInput } from '@/ui/fields/FieldInput';

export interface BulkEditProps {
  object: ObjectMeta;
  busy: boolean;
  onApply: (values: RecordValues) => void;
}

/** One value for all selected records: the owner, or any other field. */
export function BulkEdit({ object, busy, onApply }: BulkEditProps) {
  const { t } = useTranslation('lists');
  const editable = object.fields.filter((field) => !field.read_only && !field.unique && field.name !== object.title_field);
  const owner = editable.find((field) => field.name === 'owner');
  return (
    <>
      {owner && (
        <ValuePopover label={t('bulk.changeOwner')} icon={<IconUser size={14} />} fields={[owner]} busy={busy} onApply={onApply} />
      )}
      <ValuePopover label={t('bulk.edit')} icon={<IconPencil size={14} />} fields={editable} busy={busy} onApply={onApply} />
    </>
  );
}

interface ValuePopoverProps {
  label: string;
  icon: React.ReactNode;
  fields: FieldMeta[];
  busy: boolean;
  onApply: (values: RecordValues) => void;
}

function ValuePopover({ label, icon, fields, busy, onApply }: ValuePopoverProps) {
  const { t } = useTranslation('lists');
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState<string | null>(fields.length === 1 ? (fields[0]?.name ?? null) : null);
  const [value, setValue] = useState<FieldScalar>(null);
  const field = fields.find((one) => one.name === name);
  const blocked = field?.required && (value === null || value === '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!field) return;
    setOpened(false);
    onApply({ [field.name]: value });
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="top" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="subtle" color="gray" size="compact-sm" leftSection={icon} loading={busy} onClick={() => setOpened(!opened)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Nested>
          <form onSubmit={submit}>
            <Stack gap={12} w={260}>
              {fields.length > 1 && (
                <Select
                  label={t('bulk.field')}
                  searchable
                  comboboxProps={{ withinPortal: false }}
                  data-autofocus
                  data={fields.map((one) => ({ value: one.name, label: one.label }))}
                  value={name}
                  onChange={(next) => {
                    setName(next);
                    setValue(null);
                  }}
                />
              )}
              {field && <FieldInput key={field.name} field={{ ...field, help: null }} value={value} onChange={setValue} />}
              <Button type="submit" disabled={!field || Boolean(blocked)}>
                {field && (value === null || value === '') ? t('bulk.applyEmpty') : t('bulk.apply')}
              </Button>
            </Stack>
          </form>
        </Nested>
      </Popover.Dropdown>
    </Popover>
  );
}
