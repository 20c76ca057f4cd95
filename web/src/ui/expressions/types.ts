/** What the server says about an expression while somebody types it. */

export type Purpose = 'condition' | 'value' | 'formula' | 'rule' | 'flow';

export interface ExpressionProblem {
  code: string;
  message: string;
  /** From 1. */
  line: number;
  column: number;
  length: number;
}

export interface Completion {
  kind: 'field' | 'function' | 'option' | 'word';
  insert: string;
  label: string;
  detail: string;
  /** Where the characters begin that it takes the place of. */
  start: number;
  /** Where to type on, within what is inserted. */
  cursor: number;
  help?: string;
}

export interface CheckedExpression {
  valid: boolean;
  type: string | null;
  references: { name: string; label: string; type: string }[];
  error: ExpressionProblem | null;
  completions?: Completion[];
}

export interface PreviewedExpression {
  type: string;
  value: unknown;
  parts: { text: string; line: number; column: number; type: string; value: unknown }[];
  /** Why amounts were not converted: there is no rate for these days. */
  missing_rates: { currency: string; day: string }[];
}
