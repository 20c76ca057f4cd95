import { StandInsCard } from '@/features/approvals';
import { PersonCard } from './PersonCard';
import { PreferencesCard } from './PreferencesCard';
import { PasswordCard } from './PasswordCard';
import { SignInsCard } from './SignInsCard';

export default function ProfilePage() {
  return (
    <>
      <PersonCard />
      <PreferencesCard />
      <StandInsCard />
      <PasswordCard />
      <SignInsCard />
    </>
  );
}
