export { TakeButton } from './TakeButton';
export { useMyQueues } from './calls';
