/** What other features may use of approvals. */
export { ApprovalBanner } from './record/ApprovalBanner';
export { RequestsCard } from './record/RequestsCard';
export { SubmitButton } from './record/SubmitButton';
export { ThumbBar } from './record/ThumbBar';
export { useLock } from './record/useLock';
export { StandInsCard } from './stand_ins/StandInsCard';
export { WaitingApprovals } from './my_day/WaitingApprovals';
