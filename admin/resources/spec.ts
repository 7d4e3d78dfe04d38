import type { ActionOptions } from './actions.js';
import type { CodeGroup } from '../codes.js';
import type { FormSpec } from '../manage/form.js';
import type { BaseEntity, FindOperator } from 'typeorm';
import type { House } from '../../src/wire.js';

/** A record's values by property, as they go to the page. */
export type Values = Record<string, unknown>;

/** How records are going to be seen. */
export interface View {
  /** One record, opened by an administrator: nothing needs to be masked. */
  full: boolean;
  /** In a list, where long texts are cut. */
  list: boolean;
}

/** One table of the portal. Properties that are named nowhere do not exist for AdminJS, not even for a filter in an address. */
export interface ResourceSpec {
  /** In addresses and label keys. */
  id: string;
  entity: typeof BaseEntity;
  icon: string;
  /** The part of the menu it stands in; on its own without one. */
  group?: 'lists' | 'hours' | 'system';
  /** Where the menu leads, when not to the list. */
  href?: string;
  /** Supervisors do not even read it. */
  adminsOnly?: true;
  /** How administrators add and change records, through the ledger. */
  form?: FormSpec;
  list: string[];
  show: string[];
  filter: string[];
  sort: { sortBy: string; direction: 'asc' | 'desc' };
  /** The rows there are for the portal, where it is not all of them; on columns that are no filter. */
  only?: Record<string, FindOperator<unknown>>;
  /** The properties that a list can be put in the order of; every one without. Only what has a key, in a big table. */
  sortable?: string[];
  /** Texts that are found when they are exactly so (identifiers). */
  exact?: string[];
  /** Texts with a FULLTEXT key: found by the beginnings of their words. */
  words?: string[];
  /** The one of `words` that has too many hits for its key when the words are common (common-words.ts). */
  chatty?: string;
  /** Properties that hold a code of a closed list. */
  codes?: Record<string, CodeGroup>;
  /** Properties that hold another table's id. */
  references?: Record<string, string>;
  /** Properties that `dress` turns into words, whatever their column holds. */
  texts?: string[];
  /** Properties that hold text of any length. */
  longTexts?: string[];
  /** The property that links to stored files: JSON of `{ id, name }[]`, made by `dress`; not a column. */
  files?: string;
  /** Tables with rows of this one, by the property that names it there; shown as links. */
  related?: { resource: string; by: string }[];
  /** A component below the properties of a record's page, which reads what it shows by itself. */
  beside?: 'ContactConversations';
  /** Properties whose label is another one's than their name's. */
  labels?: Record<string, string>;
  /** What a record is called where another one refers to it. */
  heading: (values: Values) => string;
  /** The property that is searched when a reference filter looks for one. */
  searchBy: string;
  /** Makes what was read fit to be seen: masks, labels, cuts. */
  dress?: (records: Values[], view: View) => Promise<void> | void;
  /** Actions of its own; the built-in writing ones are off. */
  actions?: Record<string, ActionOptions>;
}

export type BuildSpec = (house: House) => ResourceSpec;
