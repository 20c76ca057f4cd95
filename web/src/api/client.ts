/**
 * The one way to the server: cookies, CSRF, language, problems, versions.
 * Knows no feature and no React.
 */
import { ApiProblem, type ProblemDocument } from './problem';

export const API_ROOT = '/api/v1';

export type QueryValue = string | number | boolean | null | undefined | readonly string[];

export interface RequestOptions {
  query?: Record<string, QueryValue>;
  body?: unknown;
  signal?: AbortSignal;
  /** Version that the writer saw; sent as `If-Match`. */
  ifMatch?: number;
  /** A warning of duplicates was read; sent as `X-Allow-Duplicates`. */
  allowDuplicates?: boolean;
  /** Have a job answer; sent as `Prefer: respond-async`. */
  inBackground?: boolean;
  /** Goes on when the page is left. */
  keepalive?: boolean;
}

export interface Answer<T> {
  data: T;
  status: number;
  version: number | null;
  changeSetId: string | null;
}

let csrfToken = '';
let language = 'en';
let onSignedOut: () => void = () => {};
let firstAnsweredAt: string | undefined;

export function setCsrfToken(token: string): void {
  csrfToken = token;
}

export function setRequestLanguage(tag: string): void {
  language = tag;
}

export function setSignedOutHandler(handler: () => void): void {
  onSignedOut = handler;
}

/** The server's time at the first answer that this page was given: nothing that it shows is older. */
export function answersSince(): string | undefined {
  return firstAnsweredAt;
}

export function apiUrl(path: string, query: Record<string, QueryValue> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    search.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  const text = search.toString();
  return `${API_ROOT}${path}${text ? `?${text}` : ''}`;
}

/** The bare response, refusals thrown; for downloads. */
export async function sendRaw(method: string, path: string, options: RequestOptions = {}): Promise<Response> {
  const response = await fetch(apiUrl(path, options.query), {
    method,
    credentials: 'same-origin',
    headers: headersOf(method, options),
    body: bodyOf(options.body),
    signal: options.signal,
    keepalive: options.keepalive,
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem({ status: 0, code: 'unreachable' });
  });
  firstAnsweredAt ??= timeOf(response.headers.get('Date'));
  if (!response.ok) throw await problemOf(response, path);
  return response;
}

export async function send<T>(method: string, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
  const response = await sendRaw(method, path, options);
  return {
    data: (await payloadOf(response)) as T,
    status: response.status,
    version: versionOf(response.headers.get('ETag')),
    changeSetId: response.headers.get('X-Change-Set'),
  };
}

function headersOf(method: string, { body, ifMatch, inBackground, allowDuplicates }: RequestOptions): HeadersInit {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language };
  if (body !== undefined && !(body instanceof FormData)) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && csrfToken) headers['X-CSRF-Token'] = csrfToken;
  if (allowDuplicates) headers['X-Allow-Duplicates'] = 'true';
  if (inBackground) headers.Prefer = 'respond-async';
  if (ifMatch !== undefined) headers['If-Match'] = `"${ifMatch}"`;
  return headers;
}

function bodyOf(body: unknown): BodyInit | undefined {
  if (body === undefined) return undefined;
  return body instanceof FormData ? body : JSON.stringify(body);
}

async function payloadOf(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  const type = response.headers.get('Content-Type') ?? '';
  return type.includes('json') ? response.json() : response.text();
}

async function problemOf(response: Response, path: string): Promise<ApiProblem> {
  const document = (await response.json().catch(() => null)) as Partial<ProblemDocument> | null;
  // The question "who am I?" and a wrong password are answered 401 without a session having ended.
  if (response.status === 401 && !path.startsWith('/session') && !path.startsWith('/support-sessions') && !path.startsWith('/invitations/') && !path.startsWith('/approval-letters/')) onSignedOut();
  return new ApiProblem({ ...document, status: response.status, code: document?.code ?? `http_${response.status}` });
}

function timeOf(date: string | null): string | undefined {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function versionOf(etag: string | null): number | null {
  const digits = etag?.match(/\d+/)?.[0];
  return digits ? Number(digits) : null;
}

type Options = Omit<RequestOptions, 'body'>;

export const api = {
  get: async <T>(path: string, options?: Options) => (await send<T>('GET', path, options)).data,
  post: async <T>(path: string, body?: unknown, options?: Options) =>
    (await send<T>('POST', path, { ...options, body: body ?? {} })).data,
  put: async <T>(path: string, body: unknown, options?: Options) => (await send<T>('PUT', path, { ...options, body })).data,
  patch: async <T>(path: string, body: unknown, options?: Options) =>
    (await send<T>('PATCH', path, { ...options, body })).data,
  delete: async <T>(path: string, options?: Options) => (await send<T>('DELETE', path, options)).data,
};
