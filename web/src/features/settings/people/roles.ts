import { useObject } from '@/api/objects';

/** The roles as the user object words them. */
export function useRoleOptions(): { value: string; label: string }[] {
  const user = useObject('user');
  return (user.fields.find((field) => field.name === 'role')?.options ?? []).map(({ value, label }) => ({ value, label }));
}
