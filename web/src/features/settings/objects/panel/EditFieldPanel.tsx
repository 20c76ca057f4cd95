import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import type { FieldMeta, ObjectMeta } from '@/api/types';
import { SidePanel } from '@/ui/SidePanel';
import { useSaveField } from '../calls';
import { draftOf, toChange, type FieldDraft } from '../draft';
import { ConvertField } from './ConvertField';
import { DeleteField } from './DeleteField';
import { FieldForm } from './FieldForm';
import { StandardField } from './StandardField';
import { useOwnLanguage } from './useOwnLanguage';

export interface EditFieldPanelProps {
  object: ObjectMeta;
  field: FieldMeta;
  onClose: () => void;
}

/** One field: everything but its type and name where it is the company's own; of others, the options. */
export function EditFieldPanel({ object, field, onClose }: EditFieldPanelProps) {
  const { t } = useTranslation(['objects', 'common']);
  const language = useOwnLanguage();
  const [draft, setDraft] = useState<FieldDraft>(() => draftOf(field, language));
  const save = useSaveField(object.name);
  const body = toChange(draft, field, language);
  const submit = () =>
    void save.mutateAsync({ field: field.name, body }).then(
      ({ data, changeSetId }) => {
        announce({ kind: 'done', message: t('changed', { name: data.label }), changeSetId });
        onClose();
      },
      () => undefined,
    );
  const shared = { object, field, draft, onChange: setDraft, onSubmit: submit, onCancel: onClose, saving: save.isPending, error: save.error, unchanged: !Object.keys(body).length, submitLabel: t('common:save') };
  return (
    <SidePanel title={field.label} onClose={onClose}>
      {field.custom ? (
        <FieldForm {...shared}>
          <ConvertField object={object} field={field} onDone={onClose} />
          <DeleteField object={object} field={field} onDeleted={onClose} />
        </FieldForm>
      ) : (
        <StandardField {...shared} />
      )}
    </SidePanel>
  );
}
