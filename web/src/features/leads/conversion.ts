/** What a lead becomes: proposals from what is known of it, and the request. Pure functions. */
import type { CrmRecord, Lookup } from '@/api/types';

export interface ContactDraft {
  name: string;
  title: string;
  email: string;
  phone: string;
}

export interface DealDraft {
  name: string;
  amount: string;
  pipeline: string | null;
  stage: string | null;
}

export interface Conversion {
  /** An existing account, or a name for a new one. */
  account: Lookup | { name: string };
  contact: ContactDraft | null;
  deal: DealDraft | null;
}

export interface ConversionAnswer {
  account: string;
  contact: string | null;
  deal: string | null;
  change_set_id: string;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export function proposalFor(lead: CrmRecord): Conversion {
  const company = textOf(lead.company).trim() || lead.name;
  return {
    account: { name: company },
    contact: { name: lead.name, title: textOf(lead.title), email: textOf(lead.email), phone: textOf(lead.phone) },
    deal: { name: company, amount: '', pipeline: null, stage: null },
  };
}

/** The account that bears the same name, whatever its case and its legal form's spaces. */
export function sameName(accounts: Lookup[], company: string): Lookup | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[\s.,()（）]+/g, '');
  return accounts.find(({ name }) => plain(name) === plain(company));
}

export function wireOf({ account, contact, deal }: Conversion): Record<string, unknown> {
  return {
    account: 'id' in account ? { id: account.id } : { name: account.name.trim() },
    contact: contact && known({ ...contact }),
    deal: deal && known({ ...deal }),
  };
}

function known(values: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value && value.trim() ? [[name, value.trim()]] : [])));
}
