import { Input } from '@mantine/core';
import { DueChips } from '@/features/activities';
import { FieldInput, type FieldInputProps } from '@/ui/fields/FieldInput';

/** A field of a new record; the date of a task is chosen from the days that people mean most. */
export function CreateInput(props: FieldInputProps) {
  const { field, value, error, onChange } = props;
  if (field.name !== 'due_at') return <FieldInput {...props} />;
  return (
    <Input.Wrapper label={field.label} error={error} labelElement="div">
      <div style={{ paddingTop: 4 }}>
        <DueChips value={typeof value === 'string' ? value : null} onChange={onChange} />
      </div>
    </Input.Wrapper>
  );
}
