import type { Lookup } from '@/api/types';

export interface StoredFile {
  id: string;
  name: string;
  size: number;
  content_type: string;
  created_at: string;
  created_by: Lookup | null;
}
