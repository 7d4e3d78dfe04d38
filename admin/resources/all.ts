import type { ResourceWithOptions } from 'adminjs';
import type { House } from '../../src/wire.js';
import { agents } from './agents.js';
import { autoRules } from './auto-rules.js';
import { apiClients } from './api-clients.js';
import { contacts } from './contacts.js';
import { conversations } from './conversations.js';
import { deliveries } from './deliveries.js';
import { describe } from './describe.js';
import { emailTemplates } from './email-templates.js';
import { emails } from './emails.js';
import { history } from './history.js';
import { incidentCategories, lossReasons, servedRegions, supportLevels, tags } from './house-lists.js';
import { incidents } from './incidents.js';
import { integrations, settings, slaPolicies } from './house-rules.js';
import { messages } from './messages.js';
import { outgoingWebhooks } from './outgoing-webhooks.js';
import { redFlags } from './red-flags.js';
import { privacy } from './privacy.js';
import type { BuildSpec, ResourceSpec } from './spec.js';
import { surveys } from './surveys.js';
import { templates } from './templates.js';
import { triageItems } from './triage-items.js';
import { webhookEvents } from './webhook-events.js';
import { businessHours, exceptions, holidays } from './working-hours.js';

/** The tables of the portal, in the order of its menu. */
const SPECS: BuildSpec[] = [
  conversations, messages, emails, contacts, incidents, surveys, deliveries, webhookEvents, history, agents,
  templates, autoRules, emailTemplates, triageItems, lossReasons, incidentCategories, tags, supportLevels, servedRegions, redFlags,
  businessHours, holidays, exceptions, slaPolicies,
  settings, privacy, integrations, outgoingWebhooks, apiClients,
];

export function resourceSpecs(house: House): ResourceSpec[] {
  return SPECS.map((build) => build(house));
}

export function portalResources(house: House): ResourceWithOptions[] {
  return resourceSpecs(house).map((spec) => describe(spec, house));
}
