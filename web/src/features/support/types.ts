export type SupportLevel = 'read' | 'change';
export type SupportState = 'waiting' | 'lapsed' | 'refused' | 'active' | 'expired' | 'ended';

interface Person {
  id: string;
  name: string | null;
}

/** A request of the installation's operators to look into the company, and what became of it. */
export interface SupportGrant {
  id: string;
  state: SupportState;
  operator: string;
  reason: string;
  user: Person;
  level: SupportLevel;
  minutes: number;
  requested_at: string;
  decided_at: string | null;
  decided_by: Person | null;
  expires_at: string | null;
  ended_at: string | null;
  ended_by: Person | null;
  entries: number;
  entered_at: string | null;
  changes: number;
}

export interface SupportGrantPage {
  data: SupportGrant[];
  next_cursor: string | null;
}
