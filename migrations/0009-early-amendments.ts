import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Edits, deletions and reactions that came before the message they change wait here for it, as early_statuses do.
 * payload is the whole amendment, JSON (src/domain/inbox/inbound-amendment.ts).
 */
export class EarlyAmendments1764000000009 implements MigrationInterface {
  name = 'EarlyAmendments1764000000009';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE IF NOT EXISTS early_amendments (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        provider VARCHAR(12) NOT NULL,
        external_id VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        payload MEDIUMTEXT NOT NULL,
        occurred_at DATETIME(3) NOT NULL,
        KEY early_amendments_message (provider, external_id),
        KEY early_amendments_age (occurred_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE early_amendments');
  }
}
