export { TakeButton } from './TakeButton';
