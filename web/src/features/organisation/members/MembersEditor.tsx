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
import { PendingEdit } from '../preview/PendingEdit';
import type { OrganisationEdit } from '../types';
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
  /** What adding and removing these people would be. */
  edit: (change: { add?: string[]; remove?: string[] }) => OrganisationEdit;
}

/** Who would come or go, once that is confirmed. */
interface Pending {
  person: Lookup;
  joins: boolean;
}

/** Who belongs here; whoever is to come or go is shown with what that would change, and confirmed. */
export function MembersEditor({ path, place, title, text, editable, edit }: MembersEditorProps) {
  const { t } = useTranslation('organisation');
  const [pending, setPending] = useState<Pending | null>(null);
  const members = useMembers(path);
  const change = useChangeMembers(path);
  const { done } = useTelling();
  const rows = members.data?.pages.flatMap((page) => page.data) ?? [];
  const changeOf = ({ person, joins }: Pending) => (joins ? { add: [person.id] } : { remove: [person.id] });
  const confirm = (asked: Pending) =>
    change.mutate(changeOf(asked), {
      onSuccess: (answer) => {
        if (answer.added + answer.removed) done(t(asked.joins ? 'members.added' : 'members.removed', { name: asked.person.name, place }), answer.change_set_id);
        setPending(null);
      },
    });
  return (
    <section aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      <Text size="xs" c="dimmed" mb={8}>{text}</Text>
      {editable && (
        <LookupInput target="user" filter='kind == "person"' value={pending?.joins ? pending.person : null} clearable={false} placeholder={t('members.add')} aria-label={t('members.add')} onChange={(person) => setPending(person && { person, joins: true })} />
      )}
      <div style={{ marginTop: 8 }}>
        {pending && (
          <PendingEdit
            key={pending.person.id}
            edit={edit(changeOf(pending))}
            question={t(pending.joins ? 'members.addQuestion' : 'members.removeQuestion', { name: pending.person.name, place })}
            confirm={t(pending.joins ? 'members.addNow' : 'members.removeNow')}
            color={pending.joins ? undefined : 'red.8'}
            loading={change.isPending}
            onConfirm={() => confirm(pending)}
            onCancel={() => setPending(null)}
          />
        )}
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
              <ActionIcon size="md" aria-label={t('members.remove', { name: person.name })} disabled={change.isPending} onClick={() => setPending({ person, joins: false })}>
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
