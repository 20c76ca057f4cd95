import { useMediaQuery } from '@mantine/hooks';
import { Navigate } from '@tanstack/react-router';

/** On a phone the menu alone; where both have room, one's own profile beside it. */
export default function SettingsIndex() {
  const narrow = useMediaQuery('(max-width: 768px)', false, { getInitialValueInEffect: false });
  return narrow ? null : <Navigate to="/settings/profile" replace />;
}
