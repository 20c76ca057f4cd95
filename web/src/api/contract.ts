/**
 * Our types against the server's own description (schema.d.ts, written by `npm run generate`): whatever we read, the
 * server says it sends. Nothing here exists at run time; a drift is a compile error that names the type.
 */
import type { components } from './schema';
import type * as ours from './types';

type Theirs = components['schemas'];

/** Names that we read but the server does not send; `never` when all is well. */
type Unknown<Ours, Sent> = Exclude<keyof Ours, keyof Sent>;

type Agreed<Missing extends never> = Missing;

export type Agreement = [
  Agreed<Unknown<ours.ObjectMeta, Theirs['ObjectMeta']>>,
  Agreed<Unknown<ours.FieldMeta, Theirs['FieldMeta']>>,
  Agreed<Unknown<ours.CustomMeta, Theirs['CustomMeta']>>,
  Agreed<Unknown<ours.FieldOption, Theirs['OptionMeta']>>,
  Agreed<Unknown<ours.PipelineMeta, Theirs['PipelineMeta']>>,
  Agreed<Unknown<ours.StageMeta, Theirs['StageMeta']>>,
  Agreed<Unknown<ours.RelationMeta, Theirs['RelationMeta']>>,
  Agreed<Unknown<ours.ObjectLayouts, Theirs['LayoutsMeta']>>,
  Agreed<Unknown<ours.ObjectPermissions, Theirs['Permissions']>>,
  Agreed<Unknown<ours.RecordPage, Theirs['RecordPage']>>,
  Agreed<Unknown<ours.BoardColumn, Theirs['BoardColumn']>>,
  Agreed<Unknown<ours.CreateAnswer, Theirs['Created']>>,
  Agreed<Unknown<ours.MassUpdateAnswer, Theirs['MassUpdated']>>,
  Agreed<Unknown<ours.Session, Theirs['Session']>>,
  Agreed<Unknown<ours.SessionUser, Theirs['User']>>,
  Agreed<Unknown<ours.SessionTenant, Theirs['Company']>>,
  Agreed<Unknown<ours.CompanyChoice, Theirs['CompanyChoice']>>,
  Agreed<Unknown<ours.SavedView, Theirs['View']>>,
  Agreed<Unknown<ours.SearchHit, Theirs['SearchHit']>>,
  Agreed<Unknown<ours.Job, Theirs['JobStatus']>>,
  Agreed<Unknown<ours.UndoAnswer, Theirs['Undone']>>,
  Agreed<Unknown<ours.Invitation, Theirs['Invitation'] & Theirs['NewInvitation']>>,
  Agreed<Unknown<ours.ApiKey, Theirs['ApiKey'] & Theirs['NewApiKey']>>,
];
