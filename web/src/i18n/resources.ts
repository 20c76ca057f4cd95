/** English is the source language: its catalogues give the keys their types. One line per namespace. */
import type activities from '../locales/en/activities.json';
import type auth from '../locales/en/auth.json';
import type boards from '../locales/en/boards.json';
import type common from '../locales/en/common.json';
import type fields from '../locales/en/fields.json';
import type files from '../locales/en/files.json';
import type hand_overs from '../locales/en/hand_overs.json';
import type imports from '../locales/en/imports.json';
import type leads from '../locales/en/leads.json';
import type lists from '../locales/en/lists.json';
import type my_day from '../locales/en/my_day.json';
import type objects from '../locales/en/objects.json';
import type organisation from '../locales/en/organisation.json';
import type palette from '../locales/en/palette.json';
import type permissions from '../locales/en/permissions.json';
import type recycle_bin from '../locales/en/recycle_bin.json';
import type records from '../locales/en/records.json';
import type reports from '../locales/en/reports.json';
import type settings from '../locales/en/settings.json';
import type sharing from '../locales/en/sharing.json';
import type shell from '../locales/en/shell.json';
import type support from '../locales/en/support.json';

export interface Resources {
  activities: typeof activities;
  auth: typeof auth;
  boards: typeof boards;
  common: typeof common;
  fields: typeof fields;
  files: typeof files;
  hand_overs: typeof hand_overs;
  imports: typeof imports;
  leads: typeof leads;
  lists: typeof lists;
  my_day: typeof my_day;
  objects: typeof objects;
  organisation: typeof organisation;
  palette: typeof palette;
  permissions: typeof permissions;
  records: typeof records;
  recycle_bin: typeof recycle_bin;
  reports: typeof reports;
  settings: typeof settings;
  sharing: typeof sharing;
  shell: typeof shell;
  support: typeof support;
}
