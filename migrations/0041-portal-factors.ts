import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Second factors of the portal, one a person.
 * - secret is encrypted (AES-256-GCM under a key derived from SESSION_SECRET): a code can only be checked with the secret
 *   itself, so it cannot be hashed; a copy of the database alone opens nothing.
 * - recovery: JSON list of SHA-256 hashes of the codes still unused (80 random bits each: nothing to guess, no salt needed).
 * - last_step: the last 30-second step whose code was taken; each code is worth something once.
 * - confirmed_at NULL: begun, not in force.
 */
export class PortalFactors1764000000041 implements MigrationInterface {
  name = 'PortalFactors1764000000041';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE IF NOT EXISTS portal_factors (
        agent_id INT UNSIGNED NOT NULL PRIMARY KEY,
        secret VARCHAR(255) NOT NULL,
        recovery TEXT NOT NULL,
        last_step BIGINT NOT NULL DEFAULT 0,
        created_at DATETIME(3) NOT NULL,
        confirmed_at DATETIME(3) NULL
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE portal_factors');
  }
}
