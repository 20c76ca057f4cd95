export { HandOverItem } from './HandOverItem';
export { HandOverNotice } from './HandOverNotice';
