/** What other features may use of activities. */
export { ACTIVITIES, kindOf, isLookup } from './activity';
export { DueChips } from './DueChips';
export { DueLabel } from './DueLabel';
export { daysUntil, dueAt, dueFromText, duePresets, type DuePreset } from './dueDates';
export { PutOffMenu } from './PutOffMenu';
export { Timeline } from './timeline/Timeline';
export { useActivityActions, type ActivityActions } from './useActivityActions';
