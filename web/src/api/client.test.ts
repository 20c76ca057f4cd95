import { afterEach, describe, expect, it, vi } from 'vitest';
import { api, apiUrl, send, setCsrfToken, setRequestLanguage, setSignedOutHandler } from './client';
import { ApiProblem } from './problem';

function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
  const fetcher = vi.fn((_url: string, _request: RequestInit) => Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } })));
  vi.stubGlobal('fetch', fetcher);
  return fetcher;
}

afterEach(() => vi.unstubAllGlobals());

describe('the client', () => {
  it('leaves empty parameters out and joins lists', () => {
    expect(apiUrl('/x', { filter: '', q: undefined, limit: 5, fields: ['name', 'owner'] })).toBe('/api/v1/x?limit=5&fields=name%2Cowner');
  });

  it('sends language, CSRF token and the version that was seen', async () => {
    const fetcher = answer(200, { id: 'a' }, { ETag: '"4"', 'X-Change-Set': 'c1' });
    setCsrfToken('secret');
    setRequestLanguage('zh-CN');

    const { version, changeSetId } = await send('PATCH', '/objects/deal/records/a', { body: { name: 'b' }, ifMatch: 3 });

    const headers = fetcher.mock.calls[0]?.[1].headers;
    expect(headers).toMatchObject({ 'Accept-Language': 'zh-CN', 'X-CSRF-Token': 'secret', 'If-Match': '"3"' });
    expect([version, changeSetId]).toEqual([4, 'c1']);
  });

  it('turns a problem document into an error with sentences by field', async () => {
    answer(422, { code: 'invalid', detail: 'Two fields need attention.', errors: [{ field: 'name', code: 'required', detail: 'A name is needed.' }] });
    const problem = await api.post('/x', {}).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect((problem as ApiProblem).byField()).toEqual({ name: 'A name is needed.' });
  });

  it('says so when a session has ended, but not when a password was wrong', async () => {
    const ended = vi.fn();
    setSignedOutHandler(ended);
    answer(401, { code: 'unauthenticated' });
    await api.get('/objects').catch(() => undefined);
    await api.post('/session', {}).catch(() => undefined);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('tells an unreachable server from a refusal', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));
    await expect(api.get('/x')).rejects.toMatchObject({ code: 'unreachable', status: 0 });
  });
});
