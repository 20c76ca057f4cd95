/** What other features may use of leads. */
export { ConvertButton } from './ConvertButton';
