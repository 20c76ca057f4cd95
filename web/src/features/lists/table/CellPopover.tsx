import { useRef, useState, type KeyboardEvent } from 'react';
import { Button, Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FieldInput } from '@/ui/fields/FieldInput';
import { FieldValue } from '@/ui/fields/FieldValue';
import { Nested } from '@/ui/fields/Nested';
import type { FieldScalar } from '@/api/types';
import { same, type CellEditorProps } from './CellEditor';
import classes from './RecordTable.module.css';

/** The editor of what is higher than a row: below its cell. Leaving saves, Escape does not, as in every other cell. */
export function CellPopover({ field, record, onSave, onClose }: CellEditorProps) {
  const { t } = useTranslation('common');
  const before = record[field.name] ?? null;
  const [value, setValue] = useState<FieldScalar>(before);
  const latest = useRef<FieldScalar>(before);
  const closed = useRef(false);

  const finish = (save: boolean) => {
    if (closed.current) return;
    closed.current = true;
    if (save && !same(latest.current, before)) onSave(latest.current);
    onClose();
  };
  const change = (next: FieldScalar) => {
    latest.current = next;
    setValue(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape' && !event.defaultPrevented) finish(false);
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) finish(true);
  };

  return (
    <Popover opened trapFocus withRoles={false} position="bottom-start" width={380} shadow="md" closeOnEscape={false} onChange={(opened) => !opened && finish(true)}>
      <Popover.Target>
        <div className={classes.editor} data-below>
          <FieldValue field={field} value={value} record={record} />
        </div>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={field.label} className={classes.below} onKeyDown={onKeyDown} onClick={(event) => event.stopPropagation()} onDoubleClick={(event) => event.stopPropagation()}>
        <Nested>
          <FieldInput field={field} value={value} record={record} bare autoFocus size="sm" onChange={change} />
        </Nested>
        <div className={classes.belowFoot}>
          <Button variant="default" size="compact-md" onClick={() => finish(false)}>{t('cancel')}</Button>
          <Button size="compact-md" onClick={() => finish(true)}>{t('save')}</Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
