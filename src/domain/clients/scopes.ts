/** What a system that calls our API may do, and the column of `api_clients` that says so. */
export const SCOPES = {
  'conversations:read': 'may_read_conversations',
  'messages:read': 'may_read_messages',
  'contacts:read': 'may_read_contacts',
  'metrics:read': 'may_read_metrics',
  'messages:send': 'may_send_messages',
  'conversations:start': 'may_start_conversations',
} as const;

export type Scope = keyof typeof SCOPES;

export const SCOPE_NAMES = Object.keys(SCOPES) as Scope[];
