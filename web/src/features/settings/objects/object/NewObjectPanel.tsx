import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { SidePanel } from '@/ui/SidePanel';
import { useSaveObject } from './calls';
import { newObject, toCreateObject } from './draft';
import { ObjectForm } from './ObjectForm';

/** A new kind of record; once it is there, its fields are the next step. */
export function NewObjectPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('objects');
  const navigate = useNavigate();
  const [draft, setDraft] = useState(newObject);
  const save = useSaveObject();
  const submit = () =>
    void save.mutateAsync({ body: toCreateObject(draft) }).then(
      ({ data, changeSetId }) => {
        announce({ kind: 'done', message: t('object.created', { name: data.plural_label }), changeSetId });
        onClose();
        void navigate({ to: '/settings/objects/$object', params: { object: data.name } });
      },
      () => undefined,
    );
  return (
    <SidePanel title={t('object.new')} onClose={onClose}>
      <ObjectForm object={null} draft={draft} onChange={setDraft} onSubmit={submit} onCancel={onClose} submitLabel={t('object.create')} saving={save.isPending} error={save.error} />
    </SidePanel>
  );
}
