import { InvitationsCard } from './InvitationsCard';
import { InviteCard } from './InviteCard';
import { UsersCard } from './UsersCard';

export default function PeoplePage() {
  return (
    <>
      <InviteCard />
      <InvitationsCard />
      <UsersCard />
    </>
  );
}
