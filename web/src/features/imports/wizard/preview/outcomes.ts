import type { RowOutcome } from '../../model/types';

export const OUTCOMES: readonly RowOutcome[] = ['create', 'update', 'skip', 'refuse'];
