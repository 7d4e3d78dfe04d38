import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each retention policy looks for: name and columns. All that its count needs is in the index. */
const INDEXES = {
  // `bytes` too: how much room the files would free is summed without reading their rows.
  attachments: ['attachments_retention', 'state, stored_at, bytes'],
  conversations: ['conversations_retention', 'closed_at, anonymised_at, open_contact_id'],
  conversation_history: ['conversation_history_age', 'created_at'],
} as const;

/** What is older than its kind is kept for is found by age; without these keys each look reads a whole table. */
export class Retention1764000000053 implements MigrationInterface {
  name = 'Retention1764000000053';

  async up(db: QueryRunner): Promise<void> {
    for (const [table, [name, columns]] of Object.entries(INDEXES)) await db.query(`CREATE INDEX ${name} ON ${table} (${columns})`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [table, [name]] of Object.entries(INDEXES)) await db.query(`DROP INDEX ${name} ON ${table}`);
  }
}
