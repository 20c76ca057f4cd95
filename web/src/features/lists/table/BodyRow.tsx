import { memo, type MouseEvent } from 'react';
import { ActionIcon, Checkbox } from '@mantine/core';
import { IconLayoutSidebarRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CrmRecord, FieldMeta, FieldScalar, ObjectMeta } from '@/api/types';
import { valueIn } from '@/api/values';
import { StaleMark } from '@/features/stages/StaleMark';
import { ownAmountField } from '@/ui/fields/currencyAmount/ownAmount';
import { FieldValue } from '@/ui/fields/FieldValue';
import { isNumeric, isRoomy } from '@/ui/fields/kinds';
import { RecordLink } from '@/ui/RecordLink';
import { CellEditor, type CellEditorProps } from './CellEditor';
import { CellPopover } from './CellPopover';
import { cellId, type RowActions } from './row';
import classes from './RecordTable.module.css';

export interface BodyRowProps {
  record: CrmRecord;
  object: ObjectMeta;
  index: number;
  top: number;
  fields: FieldMeta[];
  widths: number[];
  /** Column of the cursor when it stands in this row. */
  activeColumn: number | null;
  editing: boolean;
  selected: boolean;
  peeked: boolean;
  actions: RowActions;
}

export const BodyRow = memo(function BodyRow(props: BodyRowProps) {
  const { record, index, top, fields, widths, activeColumn, editing, selected, peeked, actions } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes.row}
      data-selected={selected || undefined}
      data-peeked={peeked || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      {fields.map((field, column) => (
        <Cell
          key={field.name}
          {...props}
          field={field}
          column={column}
          width={widths[column] ?? 160}
          active={activeColumn === column}
          edited={editing && activeColumn === column}
          onSave={(changed, value) => actions.save(record, changed, value)}
        />
      ))}
      <span className={classes.filler} role="presentation" />
    </div>
  );
});

interface CellProps extends BodyRowProps {
  field: FieldMeta;
  column: number;
  width: number;
  active: boolean;
  edited: boolean;
  onSave: (field: FieldMeta, value: FieldScalar) => void;
}

function Editor(props: CellEditorProps) {
  return isRoomy(props.field) ? <CellPopover {...props} /> : <CellEditor {...props} />;
}

function Cell({ record, object, index, field, column, width, active, edited, selected, actions, onSave }: CellProps) {
  const activate = (event: MouseEvent) => {
    if (event.shiftKey) actions.extend(record);
    actions.activate({ row: index, column });
  };
  const given = ownAmountField(object, field, record);
  return (
    <div
      role="gridcell"
      id={cellId(index, column)}
      aria-colindex={column + 1}
      aria-readonly={field.read_only || undefined}
      className={classes.cell}
      data-first={column === 0 || undefined}
      data-active={active || undefined}
      data-numeric={isNumeric(field) || undefined}
      style={{ width }}
      onClick={activate}
      onDoubleClick={() => actions.edit({ row: index, column })}
    >
      {column === 0 && <SelectBox record={record} selected={selected} actions={actions} />}
      {edited ? (
        <Editor field={given} record={record} onSave={(value) => onSave(given, value)} onClose={actions.stopEditing} />
      ) : column === 0 ? (
        <Title object={object} record={record} field={field} actions={actions} />
      ) : (
        <FieldValue field={field} value={valueIn(record, field.name)} record={record} />
      )}
    </div>
  );
}

function SelectBox({ record, selected, actions }: { record: CrmRecord; selected: boolean; actions: RowActions }) {
  const { t } = useTranslation('lists');
  return (
    <Checkbox
      size="xs"
      tabIndex={-1}
      className={classes.check}
      checked={selected}
      aria-label={t('table.selectRow', { name: record.name })}
      onClick={(event) => {
        event.stopPropagation();
        if (event.shiftKey) actions.extend(record);
        else actions.toggle(record);
      }}
      onChange={() => undefined}
    />
  );
}

function Title({ object, record, field, actions }: { object: ObjectMeta; record: CrmRecord; field: FieldMeta; actions: RowActions }) {
  const { t } = useTranslation('lists');
  return (
    <>
      <span className={`${classes.title} truncate`}>
        <RecordLink object={object.name} id={record.id} tabIndex={-1}>
          {String(record[field.name] ?? '') || t('table.untitled')}
        </RecordLink>
      </span>
      <StaleMark compact object={object} record={record} />
      <ActionIcon
        size="sm"
        tabIndex={-1}
        className={classes.peek}
        aria-label={t('table.peek', { name: record.name })}
        onClick={(event) => {
          event.stopPropagation();
          actions.peek(record);
        }}
      >
        <IconLayoutSidebarRight size={15} stroke={1.6} />
      </ActionIcon>
    </>
  );
}
