/** What other features may use of files. */
export { Files } from './Files';
