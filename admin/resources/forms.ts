import type { House } from '../../src/wire.js';
import type { FormSpec } from '../manage/form.js';
import { agents } from './agents.js';
import { autoRules } from './auto-rules.js';
import { apiClients } from './api-clients.js';
import { emailTemplates } from './email-templates.js';
import { incidentCategories, lossReasons, servedRegions, supportLevels, tags } from './house-lists.js';
import { outgoingWebhooks } from './outgoing-webhooks.js';
import { redFlags } from './red-flags.js';
import { templates } from './templates.js';
import { triageItems } from './triage-items.js';
import { exceptions, holidays } from './working-hours.js';

const known = new WeakMap<House, Map<string, { resource: string; form: FormSpec }>>();

/** The form of each table that has one: the audit trail names columns as the form does. */
export function formsByTable(house: House): Map<string, { resource: string; form: FormSpec }> {
  const kept = known.get(house);
  if (kept) return kept;
  const built = [agents, templates, autoRules, emailTemplates, triageItems, lossReasons, incidentCategories, tags, supportLevels, servedRegions, redFlags, holidays, exceptions, outgoingWebhooks, apiClients].map((build) => build(house));
  const forms = new Map(built.flatMap(({ id, form }) => (form ? [[form.table.table, { resource: id, form }] as const] : [])));
  known.set(house, forms);
  return forms;
}
