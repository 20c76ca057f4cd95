/** The ways of reading a file that are offered. */
import type { DateFormat, DecimalMark } from '../../model/types';

export const ENCODINGS = ['utf-8', 'utf-16-le', 'utf-16-be', 'gb18030', 'big5', 'windows-1252', 'shift_jis', 'euc_kr'] as const;
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export const DATE_FORMATS: readonly DateFormat[] = ['ymd', 'mdy', 'dmy'];
export const DECIMALS: readonly DecimalMark[] = ['.', ','];

const DELIMITER_NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

export function delimiterName(delimiter: (typeof DELIMITERS)[number]) {
  return DELIMITER_NAMES[delimiter];
}

export function decimalOf(mark: DecimalMark) {
  return mark === ',' ? 'comma' : 'point';
}
