import { Button } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { openPanel } from '@/routing/panels';
import { EmptyState } from '@/ui/EmptyState';
import { inSentence } from '@/ui/format';
import { ObjectIcon } from '@/ui/ObjectIcon';
import type { ListState } from './useListState';

const TAUGHT = ['account', 'contact', 'lead', 'deal', 'product', 'activity'] as const;
type Taught = (typeof TAUGHT)[number];

/** Either nothing matches, or there is nothing yet: two different next steps. */
export function ListEmpty({ state }: { state: ListState }) {
  const { t, i18n } = useTranslation('lists');
  const { object, filter, q } = state;
  const icon = <ObjectIcon object={object.name} icon={object.icon} size={24} />;
  if (filter || q) {
    return (
      <EmptyState
        icon={icon}
        title={t('empty.noMatch')}
        actions={<Button variant="default" onClick={() => state.set({ filter: state.search.v ? 'true' : undefined, q: undefined, v: filter && !state.search.filter ? undefined : state.search.v })}>{t('empty.showAll')}</Button>}
      >
        {t('empty.noMatchText')}
      </EmptyState>
    );
  }
  // What is taught speaks of accounts and deals by their usual names.
  const taught = object.renamed ? undefined : TAUGHT.find((name): name is Taught => name === object.name);
  return (
    <EmptyState
      icon={icon}
      title={t('empty.title', { name: inSentence(object.plural_label, i18n.language) })}
      actions={
        <>
          {object.permissions.create && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => openPanel({ name: 'create', object: object.name })}>
              {t('page.new', { name: inSentence(object.label, i18n.language) })}
            </Button>
          )}
          {object.permissions.import && (
            <Button component={Link} to="/imports" variant="default" leftSection={<IconFileImport size={16} />}>
              {t('empty.import')}
            </Button>
          )}
        </>
      }
    >
      {taught ? t(`empty.teach.${taught}`) : (object.custom?.description ?? t('empty.teach.other'))}
    </EmptyState>
  );
}
