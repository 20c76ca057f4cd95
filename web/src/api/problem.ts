/** A refused call, as the server explained it (RFC 9457 problem document). */

export interface ProblemError {
  field: string;
  code: string;
  detail: string;
  row?: number | null;
}

export interface ProblemDocument {
  type?: string;
  title?: string;
  status: number;
  detail?: string;
  code: string;
  field?: string | null;
  errors?: ProblemError[];
  [extra: string]: unknown;
}

export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | null;
  readonly errors: ProblemError[];
  readonly document: ProblemDocument;

  constructor(document: ProblemDocument) {
    super(document.detail ?? document.title ?? document.code);
    this.name = 'ApiProblem';
    this.status = document.status;
    this.code = document.code;
    this.field = document.field ?? null;
    this.errors = document.errors ?? [];
    this.document = document;
  }

  /** Sentences by field, for forms. */
  byField(): Record<string, string> {
    const sentences: Record<string, string> = {};
    if (this.field) sentences[this.field] = this.message;
    for (const error of this.errors) sentences[error.field] ??= error.detail;
    return sentences;
  }
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}
