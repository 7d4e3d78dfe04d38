import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/**
 * Automatic messages.
 * - auto_rules: what is sent when; conditions are JSON (src/domain/automation/conditions.ts). `position` decides which of several fits first.
 * - automatic_sends: what was sent once; the unique key is what makes "once per closed period and conversation" true, whoever tries.
 * - after_hours_triage: which question of the checklist a conversation was asked last while the house is closed.
 */
export class Automation1764000000035 implements MigrationInterface {
  name = 'Automation1764000000035';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE IF NOT EXISTS auto_rules (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        code VARCHAR(40) NOT NULL,
        trigger_code VARCHAR(32) NOT NULL,
        template_code VARCHAR(60) NOT NULL,
        conditions TEXT NOT NULL,
        position SMALLINT UNSIGNED NOT NULL DEFAULT 0,
        active TINYINT(1) NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY auto_rules_code (code),
        KEY auto_rules_trigger (trigger_code, active, position)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS automatic_sends (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        conversation_id INT UNSIGNED NOT NULL,
        trigger_code VARCHAR(32) NOT NULL,
        once_key VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY automatic_sends_once (conversation_id, trigger_code, once_key)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS after_hours_triage (
        conversation_id INT UNSIGNED NOT NULL PRIMARY KEY,
        item_id INT UNSIGNED NULL,
        state VARCHAR(12) NOT NULL,
        updated_at DATETIME(3) NOT NULL
      ) ${TABLE}`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['after_hours_triage', 'automatic_sends', 'auto_rules']) await db.query(`DROP TABLE ${table}`);
  }
}
