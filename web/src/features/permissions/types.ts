/** Shapes of the API about rights; see api/schema.d.ts. */
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Definition = { objects: Record<string, string[]>; fields: Record<string, Record<string, string>>; areas: string[] };
export type SetEntry = Schemas['PermissionSetEntry'];
export type PermissionSet = Omit<Schemas['PermissionSet'], 'definition'> & { definition: Definition };
export type Preview = Schemas['RightsPreview'];
export type PreviewGroup = Schemas['PreviewGroup'];
export type RightsChange = Schemas['RightsChange'];
export type SetsOfUser = Schemas['SetsOfUser'];
export type RightsOfUser = Schemas['RightsOfUser'];
export type ObjectRights = Schemas['ObjectRights'];
export type Holder = Schemas['Holder'];
export type Licence = Schemas['Licence'];
export type Reach = 'hidden' | 'read' | 'edit';

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

export const VERBS = ['read', 'create', 'update', 'delete', 'import', 'export', 'mass_update'] as const;
export const AREAS = ['company.manage', 'user.manage', 'invitation.create', 'permission.manage', 'sharing.manage', 'secret.reveal'] as const;
export type Verb = (typeof VERBS)[number];
export type Area = (typeof AREAS)[number];

const AREA_KEYS = {
  'company.manage': 'company_manage',
  'user.manage': 'user_manage',
  'invitation.create': 'invitation_create',
  'permission.manage': 'permission_manage',
  'sharing.manage': 'sharing_manage',
  'secret.reveal': 'secret_reveal',
} as const;

/** The catalogue's key of an area: dots part keys there. */
export function areaKey(area: string): (typeof AREA_KEYS)[Area] {
  return AREA_KEYS[area as Area];
}
