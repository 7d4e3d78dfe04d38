import { Agent } from '../../src/domain/people/entities.js';
import type { BuildSpec } from './spec.js';

export const agents: BuildSpec = () => ({
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
  heading: (values) => String(values['name']),
  searchBy: 'name',
});
