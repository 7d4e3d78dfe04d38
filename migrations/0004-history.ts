import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit trail: rows are only ever added (the product has no statement that changes one). */
export class History1764000000004 implements MigrationInterface {
  name = 'History1764000000004';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE IF NOT EXISTS conversation_history (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        conversation_id INT UNSIGNED NULL,
        contact_id INT UNSIGNED NULL,
        action VARCHAR(40) NOT NULL,
        actor_kind VARCHAR(12) NOT NULL,
        actor_id INT UNSIGNED NULL,
        actor_name VARCHAR(120) NOT NULL,
        old_value VARCHAR(190) NULL,
        new_value VARCHAR(190) NULL,
        detail TEXT NULL,
        created_at DATETIME(3) NOT NULL,
        KEY conversation_history_conversation (conversation_id, id),
        KEY conversation_history_action (action, created_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE conversation_history');
  }
}
