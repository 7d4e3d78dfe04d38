import { SurveyRecord } from '../../src/domain/satisfaction/entities.js';
import type { BuildSpec } from './spec.js';

/** What customers answered when they were asked, and who was asked. */
export const surveys: BuildSpec = () => ({
  id: 'surveys',
  entity: SurveyRecord,
  icon: 'Star',
  list: ['id', 'score', 'comment', 'state', 'agentId', 'conversationId', 'sentAt', 'answeredAt'],
  show: ['id', 'score', 'comment', 'state', 'agentId', 'level', 'conversationId', 'sentAt', 'answeredAt', 'expiresAt', 'createdAt'],
  filter: ['score', 'state', 'agentId', 'conversationId', 'answeredAt', 'sentAt'],
  sort: { sortBy: 'id', direction: 'desc' },
  sortable: ['id', 'answeredAt'],
  codes: { score: 'survey_score', state: 'survey_state', level: 'level' },
  references: { agentId: 'agents', conversationId: 'conversations' },
  longTexts: ['comment'],
  labels: { state: 'status' },
  heading: (values) => `#${values['id']}`,
  searchBy: 'id',
});
