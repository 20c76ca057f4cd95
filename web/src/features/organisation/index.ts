export { PlaceButton } from './people/PlaceButton';
export { TakeButton } from './TakeButton';
export { useMyQueues } from './calls';
