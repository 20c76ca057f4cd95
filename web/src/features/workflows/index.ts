export { BulkActions } from './actions/BulkActions';
export { RecordActionItems } from './actions/RecordActionItems';
