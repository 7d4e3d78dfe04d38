import { IsNull, Not } from 'typeorm';
import { EmailRecord } from '../../src/domain/email/entities.js';
import { explainEmailReason } from '../../src/domain/email/explain-reason.js';
import { maskAddress } from '../../src/domain/email/read-address.js';
import type { BuildSpec } from './spec.js';

/** What went out by e-mail, to whom, and what became of it. Addresses are masked except on the record itself when an administrator opens it. */
export const emails: BuildSpec = ({ t }) => ({
  id: 'emails',
  entity: EmailRecord,
  icon: 'Mail',
  list: ['id', 'conversationId', 'templateCode', 'subject', 'address', 'state', 'agentId', 'sentAt'],
  show: ['id', 'conversationId', 'templateCode', 'subject', 'address', 'state', 'error', 'agentId', 'queuedAt', 'sentAt'],
  filter: ['conversationId', 'templateCode', 'state', 'agentId', 'sentAt'],
  sort: { sortBy: 'id', direction: 'desc' },
  // A preview that nobody sent is its author's.
  only: { queuedAt: Not(IsNull()) },
  sortable: ['id'],
  exact: ['templateCode'],
  codes: { state: 'email_state' },
  references: { conversationId: 'conversations', agentId: 'agents' },
  longTexts: ['error'],
  labels: { state: 'status', agentId: 'emailAuthor', queuedAt: 'emailQueuedAt', templateCode: 'emailTemplate', address: 'emailAddress', sentAt: 'emailSentAt' },
  heading: (values) => `#${values['id']}`,
  searchBy: 'id',
  dress(records, { full }) {
    for (const record of records) {
      if (!full && typeof record['address'] === 'string' && record['address'] !== '') record['address'] = maskAddress(record['address']);
      if (typeof record['error'] === 'string') record['error'] = explainEmailReason(record['error'], t);
    }
  },
});
