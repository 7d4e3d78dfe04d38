import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who takes part, and the settings.
 * contacts: `phone_key` is the phone in one canonical form (ninth digit resolved) and `lid` is WhatsApp's own id; both
 * are unique, and that is what makes two first messages at the same moment one contact. A merged contact gives up its
 * keys and points to the one that stayed.
 */
export class PeopleAndSettings1764000000001 implements MigrationInterface {
  name = 'PeopleAndSettings1764000000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE IF NOT EXISTS settings (
        name VARCHAR(64) NOT NULL PRIMARY KEY,
        value TEXT NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        updated_by INT UNSIGNED NULL
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS agents (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        name VARCHAR(120) NOT NULL,
        email VARCHAR(190) NOT NULL,
        slack_user_id VARCHAR(32) NULL,
        role VARCHAR(16) NOT NULL DEFAULT 'agent',
        active TINYINT(1) NOT NULL DEFAULT 1,
        password_hash VARCHAR(255) NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY agents_email (email),
        UNIQUE KEY agents_slack_user_id (slack_user_id)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS contacts (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        phone VARCHAR(32) NULL,
        phone_key VARCHAR(32) NULL,
        lid VARCHAR(64) NULL,
        name VARCHAR(190) NOT NULL DEFAULT '',
        photo_url VARCHAR(1024) NULL,
        merged_into_id INT UNSIGNED NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY contacts_phone (phone),
        UNIQUE KEY contacts_phone_key (phone_key),
        UNIQUE KEY contacts_lid (lid),
        KEY contacts_name (name)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['contacts', 'agents', 'settings']) await db.query(`DROP TABLE ${table}`);
  }
}
