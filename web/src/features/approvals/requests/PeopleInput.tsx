import { useTranslation } from 'react-i18next';
import { IconX } from '@tabler/icons-react';
import { UserPicker } from '@/ui/fields/UserPicker';
import { OwnerAvatar } from '@/ui/OwnerAvatar';
import type { Person } from '../types';
import classes from './Requests.module.css';

/** Who can be asked: no queue, nobody who has left. */
export const PEOPLE = 'status == "active" && kind == "person"';

/** Several colleagues, one found after the other. */
export function PeopleInput({ label, people, error, onChange }: { label: string; people: Person[]; error?: string; onChange: (people: Person[]) => void }) {
  const { t } = useTranslation('approvals');
  return (
    <div>
      <UserPicker key={people.length} label={label} filter={PEOPLE} value={null} error={error} onChange={(person) => person && !people.some((one) => one.id === person.id) && onChange([...people, person])} />
      {people.length > 0 && (
        <div className={classes.attach}>
          {people.map((person) => (
            <span key={person.id} className={classes.attached}>
              <OwnerAvatar name={person.name} size={18} /> {person.name}
              <button type="button" aria-label={t('act.removePerson', { name: person.name })} onClick={() => onChange(people.filter((one) => one.id !== person.id))}>
                <IconX size={13} />
              </button>
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
