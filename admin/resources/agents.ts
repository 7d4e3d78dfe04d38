import { AGENTS } from '../../src/domain/people/editable-agents.js';
import { Agent } from '../../src/domain/people/entities.js';
import { hashTypedPassword } from '../manage/new-password.js';
import { securityAction } from '../manage/security-action.js';
import type { BuildSpec } from './spec.js';

export const agents: BuildSpec = (house) => ({
  id: 'agents',
  entity: Agent,
  icon: 'UserCheck',
  list: ['id', 'name', 'email', 'role', 'active', 'slackUserId', 'createdAt'],
  show: ['id', 'name', 'email', 'role', 'active', 'slackUserId', 'createdAt', 'updatedAt'],
  filter: ['name', 'email', 'role', 'active'],
  sort: { sortBy: 'id', direction: 'desc' },
  codes: { role: 'role', active: 'yes_no' },
  related: [
    { resource: 'conversations', by: 'assigneeId' },
    { resource: 'messages', by: 'agentId' },
  ],
  form: { table: AGENTS, help: ['role', 'slack_user_id', 'shift_starts', 'password_hash', 'active'], prepare: hashTypedPassword(house) },
  heading: (values) => String(values['name']),
  searchBy: 'name',
  actions: securityAction(house),
});
