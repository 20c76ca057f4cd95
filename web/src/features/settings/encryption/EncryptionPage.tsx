import { RevealsCard } from './RevealsCard';
import { ResealingCard } from './ResealingCard';

export default function EncryptionPage() {
  return (
    <>
      <ResealingCard />
      <RevealsCard />
    </>
  );
}
