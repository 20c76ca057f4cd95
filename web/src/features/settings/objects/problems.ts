/** Where in the form the server's sentences belong. Pure functions. */
import { isProblem } from '@/api/problem';
import type { OptionDraft } from './options';
import { filledOptions } from './options';

/** Refusals that speak of one part of the form without naming it. */
const PLACES: Record<string, string> = {
  field_name_taken: 'name',
  index_slots_taken: 'indexed',
  index_unsupported: 'indexed',
  options_in_use: 'options',
  option_needed: 'options',
  detail_has_master: 'detail_of',
  detail_not_linked: 'detail_of',
};

export interface Problems {
  /** Sentences by part of the form; those of options under `options`. */
  at: Record<string, string>;
  /** Sentences by the id of the option. */
  options: Record<string, string>;
  /** Nothing of the form is meant: told above the button. */
  elsewhere: boolean;
}

const PARTS = new Set(['label', 'name', 'help', 'required', 'unique', 'numbering', 'depends_on', 'pattern', 'decimals', 'default_expression', 'searchable', 'indexed', 'options', 'target', 'targets', 'max_length', 'minimum', 'maximum', 'default', 'section', 'detail_of', 'reparentable', 'related']);

export function problemsOf(error: unknown, options: readonly OptionDraft[]): Problems {
  const problems: Problems = { at: {}, options: {}, elsewhere: Boolean(error) };
  if (!isProblem(error)) return problems;
  const place = PLACES[error.code];
  const found = Object.entries(error.byField());
  if (place && error.message) found.push([place, error.message]);
  for (const [path, sentence] of found) {
    const [part = '', ...rest] = path.split('.');
    if (!PARTS.has(part)) continue;
    problems.elsewhere = false;
    const option = part === 'options' ? optionAt(options, rest.join('.')) : undefined;
    if (option) problems.options[option.id] ??= sentence;
    else problems.at[part] ??= sentence;
  }
  return problems;
}

/** Options are named by their place in what was sent, or by their value. */
function optionAt(options: readonly OptionDraft[], key: string): OptionDraft | undefined {
  const sent = filledOptions(options);
  return sent.find(({ value }) => value !== '' && value === key) ?? (/^\d+$/.test(key) ? sent[Number(key)] : undefined);
}
