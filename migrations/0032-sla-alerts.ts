import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/**
 * What supervisors are shown of service levels.
 * - sla_alerts: which Slack message tells of a conversation. Several conversations with the same ts are a digest.
 *   closed_at: nothing in it is late any more; the next trouble of that conversation gets a message of its own.
 * - sla_boards: the live card of each support level.
 * - sla_clocks.acknowledged_*: somebody said that they look after it, so it does not go on to the next in line.
 */
export class SlaAlerts1764000000032 implements MigrationInterface {
  name = 'SlaAlerts1764000000032';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE IF NOT EXISTS sla_alerts (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        conversation_id INT UNSIGNED NOT NULL,
        channel_id VARCHAR(32) NOT NULL,
        ts VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        digest TINYINT(1) NOT NULL DEFAULT 0,
        posted_at DATETIME(3) NOT NULL,
        closed_at DATETIME(3) NULL,
        UNIQUE KEY sla_alerts_place (channel_id, ts, conversation_id),
        KEY sla_alerts_conversation (conversation_id, id),
        KEY sla_alerts_posted (posted_at)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS sla_boards (
        level VARCHAR(8) NOT NULL PRIMARY KEY,
        channel_id VARCHAR(32) NOT NULL,
        ts VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        content_hash CHAR(40) NOT NULL,
        drawn_at DATETIME(3) NOT NULL
      ) ${TABLE}`);
    await db.query('ALTER TABLE sla_clocks ADD COLUMN acknowledged_by INT UNSIGNED NULL, ADD COLUMN acknowledged_at DATETIME(3) NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE sla_clocks DROP COLUMN acknowledged_by, DROP COLUMN acknowledged_at');
    for (const table of ['sla_boards', 'sla_alerts']) await db.query(`DROP TABLE ${table}`);
  }
}
