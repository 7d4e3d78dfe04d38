/** A table that holds something of a contact. Aliased `x` in every statement. */
export interface Place {
  table: string;
  /** Which rows: of one contact or conversation by its id (`?`), or of a page of messages by their ids (`(?)`). */
  where: string;
  /** Orders the rows of one `where`, so that they are read in pages. */
  key: string;
  /** Section of the export and what it holds, as a select list; places without it hold no data of their own. */
  exported?: { as: string; columns: string };
  /** The rows go, or what these columns become (SQL). */
  erased: 'rows' | Readonly<Record<string, string>>;
}

/** How many rows one batch reads or changes. */
export const BATCH = 500;

/** Texts that people typed into a reason; `reason` of a status change is a loss reason's code, which statistics need. */
const HISTORY_DETAIL = `IF(JSON_VALID(x.detail), IF(x.action = 'status_change', JSON_REMOVE(x.detail, '$.why'), JSON_REMOVE(x.detail, '$.why', '$.reason')), NULL)`;

export const OF_CONTACT: readonly Place[] = [
  { table: 'patients', where: 'x.contact_id = ?', key: 'id', exported: { as: 'patients', columns: 'x.id, x.name, x.age, x.care_type AS careType, x.created_at AS createdAt' }, erased: { name: "''", age: 'NULL', care_type: 'NULL' } },
  { table: 'echoes', where: 'x.contact_id = ?', key: 'external_id', erased: 'rows' },
];

export const OF_CONVERSATION: readonly Place[] = [
  {
    table: 'conversations', where: 'x.id = ?', key: 'id',
    exported: {
      as: 'conversations',
      columns: `x.id, x.merged_into_id AS mergedInto, x.channel, x.status, x.priority, x.level, x.opened_at AS openedAt, x.closed_at AS closedAt, x.loss_reason AS lossReason, x.writer_relation AS writerRelation,
        x.source_title AS sourceTitle, x.source_url AS sourceUrl, (SELECT a.name FROM agents a WHERE a.id = x.assignee_id) AS owner`,
    },
    erased: { source_url: 'NULL' },
  },
  { table: 'conversation_threads', where: 'x.conversation_id = ?', key: 'id', exported: { as: 'slackThreads', columns: 'x.id, x.conversation_id AS conversation, x.channel_id AS channel, x.thread_ts AS thread' }, erased: { card_hash: 'NULL' } },
  {
    table: 'slack_replies', where: 'x.conversation_id = ?', key: 'id',
    exported: { as: 'teamReplies', columns: 'x.id, x.conversation_id AS conversation, x.body, x.state, (SELECT a.name FROM agents a WHERE a.id = x.agent_id) AS author, x.created_at AS writtenAt' },
    erased: { body: "''", files: 'NULL', unfit_files: 'NULL', quoted_external_id: 'NULL' },
  },
  { table: 'notes', where: 'x.conversation_id = ?', key: 'id', exported: { as: 'notes', columns: 'x.id, x.conversation_id AS conversation, x.body, x.created_at AS writtenAt' }, erased: { body: "''" } },
  { table: 'follow_ups', where: 'x.conversation_id = ?', key: 'id', exported: { as: 'followUps', columns: 'x.id, x.conversation_id AS conversation, x.note, x.state, x.due_at AS dueAt' }, erased: { note: "''" } },
  {
    table: 'triage_answers', where: 'x.conversation_id = ?', key: 'id',
    exported: { as: 'triageAnswers', columns: 'x.id, x.conversation_id AS conversation, (SELECT i.label FROM triage_items i WHERE i.id = x.item_id) AS question, x.value AS answer, x.updated_at AS answeredAt' },
    erased: 'rows',
  },
  { table: 'conversation_tags', where: 'x.conversation_id = ?', key: 'tag_id', exported: { as: 'tags', columns: 'x.tag_id, x.conversation_id AS conversation, (SELECT g.name FROM tags g WHERE g.id = x.tag_id) AS name' }, erased: {} },
  {
    table: 'incidents', where: 'x.conversation_id = ?', key: 'id',
    exported: { as: 'incidents', columns: 'x.id, x.conversation_id AS conversation, x.severity, x.category, x.description, x.status, x.opened_at AS openedAt, x.resolution, x.resolved_at AS resolvedAt' },
    erased: { description: "''", resolution: "IF(x.resolution IS NULL, NULL, '')" },
  },
  {
    table: 'satisfaction_surveys', where: 'x.conversation_id = ?', key: 'id',
    exported: { as: 'surveys', columns: 'x.id, x.conversation_id AS conversation, x.state, x.sent_at AS sentAt, x.score, x.answered_at AS answeredAt, x.comment' },
    erased: { comment: 'NULL' },
  },
  {
    table: 'emails', where: 'x.conversation_id = ?', key: 'id',
    exported: { as: 'emails', columns: 'x.id, x.conversation_id AS conversation, x.address, x.subject, x.content, x.state, (SELECT a.name FROM agents a WHERE a.id = x.agent_id) AS author, x.queued_at AS writtenAt, x.sent_at AS sentAt' },
    erased: { address: "''", subject: "''", content: 'NULL', error: 'NULL' },
  },
  { table: 'handovers', where: 'x.id IN (SELECT h.handover_id FROM handover_items h WHERE h.conversation_id = ?)', key: 'id', erased: { note: "''" } },
  { table: 'deliveries', where: 'x.conversation_id = ?', key: 'id', erased: { payload: "IF(x.kind = 'media.forget', x.payload, NULL)", body: 'NULL', last_error: 'NULL' } },
  {
    table: 'conversation_history', where: 'x.conversation_id = ?', key: 'id',
    exported: { as: 'history', columns: 'x.id, x.conversation_id AS conversation, x.action, x.actor_name AS actor, x.old_value AS oldValue, x.new_value AS newValue, x.detail, x.created_at AS createdAt' },
    erased: { detail: HISTORY_DETAIL },
  },
];

/** The messages themselves, after everything that hangs on them. Without their ids no late edit or reaction finds them. */
export const MESSAGES: Place = {
  table: 'messages', where: 'x.contact_id = ?', key: 'id',
  exported: {
    as: 'messages',
    columns: `x.id, x.conversation_id AS conversation, x.direction, x.author_kind AS author, (SELECT a.name FROM agents a WHERE a.id = x.agent_id) AS agent, x.kind, x.body, x.content, x.status, x.external_id AS whatsappId,
      x.quoted_external_id AS quotes, x.occurred_at AS occurredAt, x.sent_at AS sentAt, x.delivered_at AS deliveredAt, x.read_at AS readAt, x.edited_at AS editedAt, x.deleted_at AS deletedAt`,
  },
  erased: { body: "''", content: 'NULL', error: 'NULL', external_id: 'NULL', gateway_id: 'NULL', quoted_external_id: 'NULL' },
};

export const OF_MESSAGES: readonly Place[] = [
  {
    table: 'attachments', where: 'x.message_id IN (?)', key: 'id',
    exported: { as: 'files', columns: 'x.id, x.message_id AS message, x.kind, x.mime, x.file_name AS name, x.bytes, x.seconds, x.sha256, x.state' },
    erased: { source_url: 'NULL', file_name: "''", sha256: 'NULL', error: 'NULL' },
  },
  { table: 'message_versions', where: 'x.message_id IN (?)', key: 'id', exported: { as: 'formerTexts', columns: 'x.id, x.message_id AS message, x.body, x.replaced_at AS replacedAt' }, erased: 'rows' },
  { table: 'reactions', where: 'x.message_id IN (?)', key: 'id', exported: { as: 'reactions', columns: 'x.id, x.message_id AS message, x.author, x.emoji, x.occurred_at AS occurredAt' }, erased: 'rows' },
  { table: 'agent_reactions', where: 'x.message_id IN (?)', key: 'id', erased: 'rows' },
  { table: 'outbound_calls', where: 'x.message_id IN (?)', key: 'external_id', erased: 'rows' },
  { table: 'early_statuses', where: 'x.external_id IN (SELECT m.external_id FROM messages m WHERE m.id IN (?))', key: 'external_id', erased: 'rows' },
  { table: 'early_amendments', where: 'x.external_id IN (SELECT m.external_id FROM messages m WHERE m.id IN (?))', key: 'id', erased: 'rows' },
  { table: 'webhook_events', where: 'x.id IN (SELECT m.event_id FROM messages m WHERE m.id IN (?))', key: 'id', erased: { payload: "'{}'", event_key: "'erased'", last_error: 'NULL' } },
];

/** Tables that hold nothing a person could be known by: numbers, codes, dates and the house's own words. Every other table is a place above, or `contacts`, `webhook_events` and `early_amendments`, which erase-traces.ts searches too. */
export const NOTHING_PERSONAL = [
  'after_hours_triage', 'agents', 'api_clients', 'api_requests', 'auto_rules', 'automatic_sends', 'business_exceptions', 'business_hours', 'circuit_breakers', 'connections', 'contact_erasures', 'contacts', 'conversation_pauses', 'email_template_versions', 'email_templates', 'handover_items', 'holidays', 'incident_categories',
  'loss_reasons', 'message_templates', 'outgoing_webhooks', 'portal_factors', 'red_flags', 'schema_migrations', 'served_regions', 'settings', 'shifts', 'sla_alerts', 'sla_boards', 'sla_clocks', 'sla_policies', 'sla_replans', 'sla_targets',
  'slack_posts', 'support_levels', 'tags', 'team_requests', 'template_versions', 'timers', 'triage_items',
] as const;
