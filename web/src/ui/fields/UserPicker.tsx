import { useTranslation } from 'react-i18next';
import { useMaybeSession } from '@/api/session';
import { LookupInput, type LookupInputProps } from './LookupInput';

/** Chooses a colleague; the reader himself is the first choice. */
export function UserPicker(props: Omit<LookupInputProps, 'target' | 'pinned'>) {
  const { t } = useTranslation('fields');
  const session = useMaybeSession();
  const me = session ? [{ id: session.user.id, name: t('user.me', { name: session.user.name }) }] : [];
  return (
    <LookupInput
      {...props}
      target="user"
      pinned={me}
      onChange={(value) => props.onChange(value && session && value.id === session.user.id ? { id: value.id, name: session.user.name } : value)}
    />
  );
}
