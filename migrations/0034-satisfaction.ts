import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Satisfaction surveys, and messages that need no answer.
 * - satisfaction_surveys: unique by conversation, so that one is asked once however often it is closed. agent_id and level
 *   are those at closing: who is measured does not change afterwards. sent_at NULL until it was asked; state says the rest
 *   (planned, skipped with its reason, sent, answered, expired).
 * - contacts.survey_opted_out_at: they asked for no more surveys.
 * - messages.claimed_by: taken in without opening a conversation (`survey`, `courtesy`): nobody waits because of it.
 */
export class Satisfaction1764000000034 implements MigrationInterface {
  name = 'Satisfaction1764000000034';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE IF NOT EXISTS satisfaction_surveys (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        conversation_id INT UNSIGNED NOT NULL,
        agent_id INT UNSIGNED NULL,
        level VARCHAR(8) NOT NULL,
        state VARCHAR(12) NOT NULL DEFAULT 'planned',
        skip_reason VARCHAR(20) NULL,
        due_at DATETIME(3) NOT NULL,
        sent_at DATETIME(3) NULL,
        expires_at DATETIME(3) NULL,
        asked_again_at DATETIME(3) NULL,
        score TINYINT UNSIGNED NULL,
        answered_at DATETIME(3) NULL,
        comment TEXT NULL,
        commented_at DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY satisfaction_surveys_conversation (conversation_id),
        KEY satisfaction_surveys_answered (answered_at, score),
        KEY satisfaction_surveys_sent (sent_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await db.query('ALTER TABLE contacts ADD COLUMN survey_opted_out_at DATETIME(3) NULL');
    await db.query('ALTER TABLE messages ADD COLUMN claimed_by VARCHAR(12) NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE messages DROP COLUMN claimed_by');
    await db.query('ALTER TABLE contacts DROP COLUMN survey_opted_out_at');
    await db.query('DROP TABLE satisfaction_surveys');
  }
}
