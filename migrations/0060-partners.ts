import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/**
 * Other systems that are told of what happens here.
 * - circuit_breakers: one row a system that was ever called (`crm`, `operacao`, `integracoes`, `webhook:3`), shared by all
 *   workers. failures: calls in a row that failed; open_since: while it is set, one call at a time tries, not before
 *   not_before; opens: openings in a row, which make the pause longer.
 * - deliveries.body: what is being said, from the first attempt until it is done, so that a repetition is the same. A new
 *   column at the end is added at once, however many rows there are.
 * - outgoing_webhooks: who asked for events. secret signs and is therefore encrypted (AES-256-GCM under a key derived from
 *   SESSION_SECRET), not hashed; NULL until one was made: nothing is sent unsigned.
 */
export class Partners1764000000060 implements MigrationInterface {
  name = 'Partners1764000000060';

  async up(db: QueryRunner): Promise<void> {
    // No transaction holds DDL together: interrupted after this step, it is run again.
    const found = (await db.query("SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'deliveries' AND column_name = 'body' LIMIT 1")) as unknown[];
    if (found.length === 0) await db.query('ALTER TABLE deliveries ADD COLUMN body MEDIUMTEXT NULL');
    await db.query(`
      CREATE TABLE IF NOT EXISTS circuit_breakers (
        name VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        failures INT UNSIGNED NOT NULL DEFAULT 0,
        opens INT UNSIGNED NOT NULL DEFAULT 0,
        open_since DATETIME(3) NULL,
        not_before DATETIME(3) NULL,
        reason VARCHAR(300) NULL,
        failed_at DATETIME(3) NULL,
        succeeded_at DATETIME(3) NULL
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS outgoing_webhooks (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        name VARCHAR(75) NOT NULL,
        address VARCHAR(500) NOT NULL,
        events TEXT NOT NULL,
        secret VARCHAR(255) NULL,
        active TINYINT(1) NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY outgoing_webhooks_name (name)
      ) ${TABLE}`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['outgoing_webhooks', 'circuit_breakers']) await db.query(`DROP TABLE ${table}`);
    await db.query('ALTER TABLE deliveries DROP COLUMN body');
  }
}
