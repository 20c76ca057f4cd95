import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import type { ObjectMeta } from '@/api/types';
import { SidePanel } from '@/ui/SidePanel';
import { useOwnLanguage } from '../panel/useOwnLanguage';
import { useSaveObject } from './calls';
import { DeleteObject } from './DeleteObject';
import { objectDraftOf, toChangeObject } from './draft';
import { ObjectForm } from './ObjectForm';
import classes from '../Objects.module.css';

const AS_IT_CAME = { label: null, plural_label: null, icon: null };

/** One kind of record: all of it where it is the company's own, otherwise what it is called and its icon. */
export function EditObjectPanel({ object, onClose }: { object: ObjectMeta; onClose: () => void }) {
  const { t } = useTranslation(['objects', 'common']);
  const language = useOwnLanguage();
  const [draft, setDraft] = useState(() => objectDraftOf(object, language));
  const save = useSaveObject();
  const body = toChangeObject(draft, object, language);
  const send = (change: Record<string, unknown>) =>
    void save.mutateAsync({ name: object.name, body: change }).then(
      ({ data, changeSetId }) => {
        announce({ kind: 'done', message: t('object.changed', { name: data.plural_label }), changeSetId });
        onClose();
      },
      () => undefined,
    );
  return (
    <SidePanel title={object.plural_label} onClose={onClose}>
      <ObjectForm
        object={object}
        draft={draft}
        onChange={setDraft}
        onSubmit={() => send(body)}
        onCancel={onClose}
        submitLabel={t('common:save')}
        saving={save.isPending}
        error={save.error}
        unchanged={!Object.keys(body).length}
      >
        {object.custom && <DeleteObject object={object} />}
        {object.renamed && (
          <div className={classes.part}>
            <Button variant="subtle" color="gray" size="compact-sm" style={{ justifySelf: 'start' }} leftSection={<IconArrowBackUp size={14} />} onClick={() => send(AS_IT_CAME)}>
              {t('object.asItCame', { name: object.names?.standard?.label[language] ?? '' })}
            </Button>
          </div>
        )}
      </ObjectForm>
    </SidePanel>
  );
}
