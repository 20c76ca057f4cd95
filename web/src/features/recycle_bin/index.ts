/** What other features may use of the recycle bin. */
export { useDeletedRecord } from './calls';
