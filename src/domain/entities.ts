import { AutoRuleRecord } from './automation/entities.js';
import { ApiClientRecord } from './clients/entities.js';
import { ConversationRecord } from './conversation/entities.js';
import { EmailRecord, EmailTemplateRecord } from './email/entities.js';
import { HistoryRecord } from './history/entities.js';
import { IncidentRecord } from './incidents/entities.js';
import { Message } from './inbox/entities.js';
import { WebhookEvent } from './letterbox/entities.js';
import { DeliveryRecord } from './outbox/entities.js';
import { OutgoingWebhookRecord } from './partners/entities.js';
import { Agent, Contact } from './people/entities.js';
import { ErasureRecord } from './privacy/entities.js';
import { SurveyRecord } from './satisfaction/entities.js';
import { managed } from './settings/entities.js';

/** Every entity, for the data source and the portal. */
export const entities = [Contact, Agent, ConversationRecord, Message, WebhookEvent, DeliveryRecord, HistoryRecord, ErasureRecord, IncidentRecord, SurveyRecord, AutoRuleRecord, OutgoingWebhookRecord, ApiClientRecord, EmailRecord, EmailTemplateRecord, ...managed];
