import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useDeleteTeam } from '../calls';
import { PendingEdit } from '../preview/PendingEdit';
import type { Team } from '../types';
import { useTelling } from '../useTelling';

/** Asks in place, and says who would no longer see what. */
export function DeleteTeam({ team, onDeleted }: { team: Team; onDeleted: () => void }) {
  const { t } = useTranslation('organisation');
  const [asking, setAsking] = useState(false);
  const remove = useDeleteTeam(team.id);
  const { done } = useTelling();
  const confirm = () =>
    remove.mutate(undefined, {
      onSuccess: (answer) => {
        done(t('teams.deleted', { name: team.name }), answer.change_set_id);
        onDeleted();
      },
    });
  if (!asking) {
    return (
      <div>
        <Button variant="subtle" color="red" size="compact-sm" leftSection={<IconTrash size={14} />} onClick={() => setAsking(true)}>
          {t('teams.delete')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <PendingEdit
        edit={{ delete_team: { team_id: team.id } }}
        question={t('teams.deleteQuestion')}
        confirm={t('delete')}
        color="red.8"
        loading={remove.isPending}
        onConfirm={confirm}
        onCancel={() => setAsking(false)}
      />
      <ProblemPanel error={remove.error} />
    </>
  );
}
