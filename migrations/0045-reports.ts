import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What reports look for, by table: name and columns. */
const INDEXES = {
  // All that is asked of messages is in the index, so that a month of them is counted without reading their texts.
  messages: ['messages_reports', 'occurred_at, direction, author_kind, agent_id, conversation_id, status'],
  conversations: ['conversations_opened', 'opened_at'],
  incidents: ['incidents_opened', 'opened_at'],
  // What a conversation went through, without reading the rows (funnel, sources).
  conversation_history: ['conversation_history_moves', 'conversation_id, action, new_value'],
} as const;

/** Reports are asked for by periods (src/domain/reports); without these keys each reads a whole table. */
export class Reports1764000000045 implements MigrationInterface {
  name = 'Reports1764000000045';

  async up(db: QueryRunner): Promise<void> {
    for (const [table, [name, columns]] of Object.entries(INDEXES)) await db.query(`CREATE INDEX ${name} ON ${table} (${columns})`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [table, [name]] of Object.entries(INDEXES)) await db.query(`DROP INDEX ${name} ON ${table}`);
  }
}
