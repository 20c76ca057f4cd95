import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { lineOf } from './markup';
import { RichTextValue } from './RichTextValue';

describe('formatted text', () => {
  it('is one line in a list', () => {
    expect(lineOf('<p>one</p><ul><li>two</li><li>三</li></ul>')).toBe('one two 三');
  });

  it('is drawn as it was written', () => {
    const { container } = render(<RichTextValue variant="full" links html="<p>a <strong>b</strong><br>c</p><p><a href='https://x.test/'>d</a></p>" />);
    expect(container.querySelector('strong')?.textContent).toBe('b');
    expect(container.querySelector('a')?.getAttribute('rel')).toContain('noopener');
  });

  it.each(['<img src=x onerror="x()">', '<script>x()</script>', '<iframe src="https://x.test">', '<svg onload="x()"></svg>', '<style>*{}</style>'])('never draws %s', (hostile) => {
    const { container } = render(<RichTextValue variant="full" links html={`<p>a</p>${hostile}`} />);
    expect(container.querySelector('img, script, iframe, svg, style')).toBeNull();
  });

  it('makes no link of what is no address', () => {
    const { container } = render(<RichTextValue variant="full" links html="<a href='javascript:x()'>a</a>" />);
    expect(container.querySelector('a')).toBeNull();
    expect(container.textContent).toBe('a');
  });
});
