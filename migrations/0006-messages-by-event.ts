import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The daily account finds the message each event became (reports/reconciliation.ts); without a key that reads all messages. */
export class MessagesByEvent1764000000006 implements MigrationInterface {
  name = 'MessagesByEvent1764000000006';

  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX messages_event ON messages (event_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX messages_event ON messages');
  }
}
