import { useState } from 'react';
import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import type { ObjectMeta } from '@/api/types';
import { inSentence } from '@/ui/format';
import { SidePanel } from '@/ui/SidePanel';
import { useSaveField } from '../calls';
import { hasOptions } from '../abilities';
import { newDraft, toCreate, type FieldDraft } from '../draft';
import { newOption } from '../options';
import { typeOfKind, type Kind } from '../types';
import { FieldForm } from './FieldForm';
import { KindGrid } from './KindGrid';
import { useOwnLanguage } from './useOwnLanguage';

/** A new field: first what kind of thing it holds, then how it is called and what it may be. */
export function NewFieldPanel({ object, onClose }: { object: ObjectMeta; onClose: () => void }) {
  const { t, i18n } = useTranslation(['objects', 'common']);
  const language = useOwnLanguage();
  const [draft, setDraft] = useState<FieldDraft | null>(null);
  const save = useSaveField(object.name);
  const choose = (kind: Kind) => {
    const { type, target } = typeOfKind(kind);
    const begun = newDraft(type, target);
    setDraft({ ...begun, labels: draft?.labels ?? begun.labels, options: hasOptions(type) ? [newOption([], language)] : [] });
  };
  const submit = (complete: FieldDraft) =>
    void save.mutateAsync({ body: toCreate(complete) }).then(
      ({ data, changeSetId }) => {
        announce({ kind: 'done', message: t('created', { name: data.label, object: object.plural_label }), changeSetId });
        onClose();
      },
      () => undefined,
    );
  const back = () => {
    save.reset();
    setDraft(null);
  };
  const title = (
    <>
      {draft && (
        <ActionIcon aria-label={t('chooseAgain')} onClick={back}>
          <IconArrowLeft size={17} />
        </ActionIcon>
      )}
      {t('newFor', { object: inSentence(object.plural_label, i18n.language) })}
    </>
  );
  return (
    <SidePanel title={title} onClose={onClose}>
      {draft ? (
        <FieldForm object={object} field={null} draft={draft} onChange={setDraft} onSubmit={submit} saving={save.isPending} error={save.error} submitLabel={t('create')} onCancel={onClose} />
      ) : (
        <KindGrid onChoose={choose} />
      )}
    </SidePanel>
  );
}
