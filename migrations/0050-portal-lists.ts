import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the portal's lists ask for, by table. Every row of these keys ends with the primary key (InnoDB adds it), so a
 * list that is narrowed by the key's column is read in its order, newest first, and stops after one page.
 */
const INDEXES: Record<string, Record<string, string>> = {
  messages: { messages_of_conversation: 'conversation_id, id', messages_by_status: 'status', messages_by_author: 'author_kind', messages_by_agent: 'agent_id', messages_by_time: 'occurred_at' },
  conversations: {
    conversations_last: 'last_message_at', conversations_wait: 'waiting_since', conversations_status_last: 'status, last_message_at', conversations_priority_last: 'priority, last_message_at',
    conversations_level_last: 'level, last_message_at', conversations_assignee_last: 'assignee_id, last_message_at',
  },
  contacts: { contacts_by_time: 'created_at' },
  conversation_history: { history_by_contact: 'contact_id', history_by_action: 'action', history_by_actor_kind: 'actor_kind', history_by_actor: 'actor_id', history_by_time: 'created_at' },
  deliveries: { deliveries_by_status: 'status, id', deliveries_by_kind: 'kind', deliveries_by_lane: 'lane, id', deliveries_by_time: 'created_at' },
  webhook_events: { events_by_status: 'status, id', events_by_kind: 'kind', events_by_outcome: 'outcome', events_by_external: 'external_id', events_by_time: 'received_at' },
  incidents: { incidents_severity_time: 'severity, opened_at', incidents_category_time: 'category, opened_at', incidents_status_time: 'status, opened_at' },
  satisfaction_surveys: { surveys_by_score: 'score', surveys_by_state: 'state', surveys_by_agent: 'agent_id', surveys_by_answer: 'answered_at' },
};

/**
 * Keys for the portal's lists, so that none of them reads a whole table of a million rows.
 * contacts.phone_backwards: people know a phone by its last digits, and an index finds beginnings only.
 */
export class PortalLists1764000000050 implements MigrationInterface {
  name = 'PortalLists1764000000050';

  async up(db: QueryRunner): Promise<void> {
    const columns = (await db.query("SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'contacts'")) as { name: string }[];
    if (!columns.some(({ name }) => name === 'phone_backwards')) {
      await db.query('ALTER TABLE contacts ADD COLUMN phone_backwards VARCHAR(32) AS (REVERSE(phone)) VIRTUAL, ADD KEY contacts_phone_backwards (phone_backwards)');
    }
    for (const [table, wanted] of Object.entries(INDEXES)) {
      const found = (await db.query('SELECT DISTINCT index_name AS name FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ?', [table])) as { name: string }[];
      const missing = Object.entries(wanted).filter(([name]) => !found.some((one) => one.name === name));
      // One ALTER for each table: the rows are read once for all its keys.
      if (missing.length > 0) await db.query(`ALTER TABLE ${table} ${missing.map(([name, key]) => `ADD KEY ${name} (${key})`).join(', ')}`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    // Foreign keys rest on an index of theirs; 0002's stay.
    for (const [table, wanted] of Object.entries(INDEXES)) await db.query(`ALTER TABLE ${table} ${Object.keys(wanted).map((name) => `DROP KEY ${name}`).join(', ')}`);
    await db.query('ALTER TABLE contacts DROP KEY contacts_phone_backwards, DROP COLUMN phone_backwards');
  }
}
