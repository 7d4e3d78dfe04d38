import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/**
 * What arrives (webhook_events), what must leave (deliveries) and what is due (timers).
 * - webhook_events: unique (provider, external_id) is the whole duplicate guard; `event_key` is one ordered stream.
 * - deliveries: a lane is one ordered stream; `rank` puts the card behind the messages; `live_key` is set only while a
 *   row waits, and unique: a second "update the card" meets the waiting one instead of queueing behind it.
 * - timers: unique (kind, conversation_id); conversation 0 is the house itself (daily report, watches).
 */
export class LetterboxOutboxTimers1764000000003 implements MigrationInterface {
  name = 'LetterboxOutboxTimers1764000000003';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE IF NOT EXISTS webhook_events (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        provider VARCHAR(12) NOT NULL,
        external_id VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        kind VARCHAR(40) NOT NULL,
        event_key VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        payload MEDIUMTEXT NOT NULL,
        status VARCHAR(12) NOT NULL DEFAULT 'pending',
        outcome VARCHAR(64) NULL,
        attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
        last_error VARCHAR(1000) NULL,
        occurred_at DATETIME(3) NOT NULL,
        received_at DATETIME(3) NOT NULL,
        next_attempt_at DATETIME(3) NOT NULL,
        processed_at DATETIME(3) NULL,
        UNIQUE KEY webhook_events_external (provider, external_id),
        KEY webhook_events_stream (event_key, status, occurred_at, id),
        KEY webhook_events_due (status, next_attempt_at),
        KEY webhook_events_received (received_at, kind)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS deliveries (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        lane VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        \`rank\` TINYINT UNSIGNED NOT NULL DEFAULT 5,
        kind VARCHAR(40) NOT NULL,
        conversation_id INT UNSIGNED NULL,
        message_id BIGINT UNSIGNED NULL,
        post_id BIGINT UNSIGNED NULL,
        reply_id BIGINT UNSIGNED NULL,
        payload TEXT NULL,
        live_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL,
        status VARCHAR(12) NOT NULL DEFAULT 'pending',
        attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
        last_error VARCHAR(1000) NULL,
        result VARCHAR(190) NULL,
        holder VARCHAR(60) NULL,
        started_at DATETIME(3) NULL,
        next_attempt_at DATETIME(3) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        finished_at DATETIME(3) NULL,
        UNIQUE KEY deliveries_live (live_key),
        KEY deliveries_lane (lane, status, \`rank\`, id),
        KEY deliveries_due (status, next_attempt_at),
        KEY deliveries_message (message_id),
        KEY deliveries_reply (reply_id),
        KEY deliveries_post (post_id),
        KEY deliveries_conversation (conversation_id, id)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS timers (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        kind VARCHAR(40) NOT NULL,
        conversation_id INT UNSIGNED NOT NULL DEFAULT 0,
        due_at DATETIME(3) NOT NULL,
        attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
        UNIQUE KEY timers_one (kind, conversation_id),
        KEY timers_due (due_at)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS connections (
        name VARCHAR(24) NOT NULL PRIMARY KEY,
        connected TINYINT(1) NOT NULL,
        detail VARCHAR(300) NULL,
        since DATETIME(3) NOT NULL,
        checked_at DATETIME(3) NOT NULL
      ) ${TABLE}`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['connections', 'timers', 'deliveries', 'webhook_events']) await db.query(`DROP TABLE ${table}`);
  }
}
