import { expect, it } from 'vitest';
import { cleaned } from './clean';

it('leaves out texts that were left blank, at any depth', () => {
  const body = cleaned({
    description: { en: ' ', 'zh-CN': '' },
    steps: [{ name: 'both', label: { en: 'Both', 'zh-CN': '' }, parallel: [[{ name: 'law', label: {}, approvers: [{ role: 'Law' }] }]] }],
  });
  expect(body).toEqual({ description: null, steps: [{ name: 'both', label: { en: 'Both' }, parallel: [[{ name: 'law', approvers: [{ role: 'Law' }] }]] }] });
});
