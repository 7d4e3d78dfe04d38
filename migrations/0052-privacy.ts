import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Erasing a contact (LGPD; docs/decisions/0017).
 * - contact_erasures: one a contact, so that two who erase at once erase once. `position` is how far it has come, written in
 *   the transaction of each batch, so that whoever dies half-way is followed exactly there. `streams` are the names under which
 *   the contact's events were stored (they hold the phone): known only while the erasure runs, NULL afterwards. `counts`: how
 *   many rows of what were changed, JSON.
 * - contacts.erased_at: nobody finds the contact any more, nothing of it is opened again.
 * - conversations.anonymised_at: its contents are gone, its numbers stay.
 */
export class Privacy1764000000052 implements MigrationInterface {
  name = 'Privacy1764000000052';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE IF NOT EXISTS contact_erasures (
        contact_id INT UNSIGNED NOT NULL PRIMARY KEY,
        asked_by INT UNSIGNED NULL,
        asked_at DATETIME(3) NOT NULL,
        streams TEXT NULL,
        closed_conversations TEXT NOT NULL,
        position TEXT NOT NULL,
        counts TEXT NOT NULL,
        finished_at DATETIME(3) NULL,
        KEY contact_erasures_open (finished_at, asked_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await db.query('ALTER TABLE contacts ADD COLUMN erased_at DATETIME(3) NULL');
    await db.query('ALTER TABLE conversations ADD COLUMN anonymised_at DATETIME(3) NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE conversations DROP COLUMN anonymised_at');
    await db.query('ALTER TABLE contacts DROP COLUMN erased_at');
    await db.query('DROP TABLE contact_erasures');
  }
}
