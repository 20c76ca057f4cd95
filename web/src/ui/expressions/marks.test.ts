import { describe, expect, it } from 'vitest';
import { isOpen, marksOf, offsetOf } from './marks';

const problem = (line: number, column: number, length = 1) => ({ code: 'x', message: 'x', line, column, length });

describe('offsetOf', () => {
  it('counts lines and columns from 1', () => {
    expect(offsetOf('ab\ncd', 2, 2)).toBe(4);
    expect(offsetOf('ab', 9, 9)).toBe(2);
  });
});

describe('marksOf', () => {
  it('tells kinds of word apart and loses no character', () => {
    const text = 'size(name) > 3 && stage == "won"';
    const marks = marksOf(text, null);
    expect(marks.map((mark) => mark.text).join('')).toBe(text);
    expect(marks.filter((mark) => mark.kind !== 'plain').map((mark) => [mark.kind, mark.text])).toEqual([
      ['function', 'size'], ['name', 'name'], ['number', '3'], ['name', 'stage'], ['text', '"won"'],
    ]);
  });

  it('underlines the problem alone', () => {
    const marks = marksOf('amount +\n amout', problem(2, 2, 5));
    expect(marks.filter((mark) => mark.wrong).map((mark) => mark.text)).toEqual(['amout']);
  });

  it('underlines the last character for what is missing at the end', () => {
    const marks = marksOf('amount +', problem(1, 9));
    expect(marks.filter((mark) => mark.wrong).map((mark) => mark.text)).toEqual(['+']);
  });
});

describe('isOpen', () => {
  const unknown = (line: number, column: number) => ({ ...problem(line, column, 5), code: 'expression_unknown_field' });

  it('leaves names that begin with such a word to the server', () => {
    expect(isOpen(unknown(2, 5), 'amount >\n1 + steps.task.amount', ['steps'])).toBe(true);
    expect(isOpen(unknown(1, 1), 'stepsize + 1', ['steps'])).toBe(false);
    expect(isOpen({ ...unknown(1, 1), code: 'expression_syntax' }, 'steps.a.b', ['steps'])).toBe(false);
    expect(isOpen(unknown(1, 1), 'steps.a.b', undefined)).toBe(false);
  });

  it('leaves records that are known by what they are called', () => {
    const id = { ...unknown(1, 1), code: 'expression_bad_id' };
    expect(isOpen(id, 'account in ["Park"]', ['account'])).toBe(true);
    expect(isOpen(id, 'c_account == "Park"', ['account'])).toBe(false);
  });
});
