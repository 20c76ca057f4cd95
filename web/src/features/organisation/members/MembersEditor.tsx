import { useState } from 'react';
import { ActionIcon, Button, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Lookup } from '@/api/types';
import { LookupInput } from '@/ui/fields/LookupInput';
import { OwnerAvatar } from '@/ui/OwnerAvatar';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { useChangeMembers, useMembers } from '../calls';
import { useTelling } from '../useTelling';
import classes from '../Organisation.module.css';

export interface MembersEditorProps {
  /** Of the API: holders of a position, members of a team. */
  path: string;
  place: string;
  title: string;
  /** What belonging here means. */
  text: string;
  editable: boolean;
}

/** Who belongs here; people are added one after another without leaving the field. */
export function MembersEditor({ path, place, title, text, editable }: MembersEditorProps) {
  const { t } = useTranslation('organisation');
  const [chosen, setChosen] = useState<Lookup | null>(null);
  const members = useMembers(path);
  const change = useChangeMembers(path);
  const { done } = useTelling();
  const rows = members.data?.pages.flatMap((page) => page.data) ?? [];
  const add = (person: Lookup | null) => {
    setChosen(person);
    if (!person) return;
    change.mutate(
      { add: [person.id] },
      { onSuccess: (answer) => answer.added && done(t('members.added', { name: person.name, place }), answer.change_set_id), onSettled: () => setChosen(null) },
    );
  };
  const remove = (person: Lookup) =>
    change.mutate({ remove: [person.id] }, { onSuccess: (answer) => answer.removed && done(t('members.removed', { name: person.name, place }), answer.change_set_id) });
  return (
    <section aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      <Text size="xs" c="dimmed" mb={8}>{text}</Text>
      {editable && (
        <LookupInput target="user" filter='kind == "person"' value={chosen} clearable={false} placeholder={t('members.add')} aria-label={t('members.add')} onChange={add} />
      )}
      <div style={{ marginTop: 8 }}>
        <ProblemPanel error={change.error ?? members.error} onRetry={members.error ? () => void members.refetch() : undefined} />
      </div>
      {members.isPending && <RowsSkeleton rows={3} height={44} />}
      <ul className={classes.people}>
        {rows.map((person) => (
          <li key={person.id} className={classes.person}>
            <OwnerAvatar name={person.name} size={24} />
            <span className="truncate" style={{ flex: 1 }}>
              {person.name} {person.title && <span className={classes.soft}>{person.title}</span>}
            </span>
            {editable && (
              <ActionIcon size="md" aria-label={t('members.remove', { name: person.name })} disabled={change.isPending} onClick={() => remove(person)}>
                <IconX size={15} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {!members.isPending && !rows.length && <Text size="sm" c="dimmed">{t('members.nobody')}</Text>}
      {members.hasNextPage && (
        <Button mt={12} size="compact-sm" variant="default" loading={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </section>
  );
}
