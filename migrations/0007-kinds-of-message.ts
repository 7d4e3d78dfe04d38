import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/**
 * Every kind of message, both ways.
 * - messages.content is what a kind says beside its text (a place, a card, a poll), JSON; the shapes are in
 *   src/domain/inbox/content.ts. A quoted message is named by the provider's id, because it may not be ours.
 * - attachments are files: what came is fetched once and kept under storage_key, what leaves is kept before it is sent.
 * - message_versions keeps the text a message had before each edit, for the audit.
 * - reactions: unique by message and who reacted; a new one replaces the former.
 */
export class KindsOfMessage1764000000007 implements MigrationInterface {
  name = 'KindsOfMessage1764000000007';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE messages
        ADD COLUMN content MEDIUMTEXT NULL,
        ADD COLUMN quoted_external_id VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NULL,
        ADD COLUMN forwarded TINYINT(1) NOT NULL DEFAULT 0,
        ADD COLUMN edited_at DATETIME(3) NULL,
        ADD COLUMN deleted_at DATETIME(3) NULL`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS attachments (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        message_id BIGINT UNSIGNED NOT NULL,
        conversation_id INT UNSIGNED NOT NULL,
        kind VARCHAR(16) NOT NULL,
        source_url VARCHAR(2048) NULL,
        mime VARCHAR(120) NOT NULL DEFAULT 'application/octet-stream',
        file_name VARCHAR(190) NOT NULL DEFAULT '',
        bytes BIGINT UNSIGNED NULL,
        seconds INT UNSIGNED NULL,
        view_once TINYINT(1) NOT NULL DEFAULT 0,
        state VARCHAR(12) NOT NULL DEFAULT 'waiting',
        error VARCHAR(300) NULL,
        storage_key VARCHAR(190) NULL,
        sha256 CHAR(64) NULL,
        slack_file_id VARCHAR(32) NULL,
        created_at DATETIME(3) NOT NULL,
        stored_at DATETIME(3) NULL,
        KEY attachments_message (message_id),
        KEY attachments_conversation (conversation_id, id),
        KEY attachments_slack_file (slack_file_id)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS message_versions (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        message_id BIGINT UNSIGNED NOT NULL,
        body MEDIUMTEXT NOT NULL,
        replaced_at DATETIME(3) NOT NULL,
        KEY message_versions_message (message_id, id)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS reactions (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        message_id BIGINT UNSIGNED NOT NULL,
        conversation_id INT UNSIGNED NOT NULL,
        author VARCHAR(40) NOT NULL,
        emoji VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        shown_name VARCHAR(64) NULL,
        occurred_at DATETIME(3) NOT NULL,
        UNIQUE KEY reactions_one (message_id, author)
      ) ${TABLE}`);
    await db.query(`
      ALTER TABLE conversations
        ADD COLUMN source_title VARCHAR(190) NULL,
        ADD COLUMN source_url VARCHAR(500) NULL`);
    await db.query('ALTER TABLE contacts ADD COLUMN photo_checked_at DATETIME(3) NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE contacts DROP COLUMN photo_checked_at');
    await db.query('ALTER TABLE conversations DROP COLUMN source_title, DROP COLUMN source_url');
    for (const table of ['reactions', 'message_versions', 'attachments']) await db.query(`DROP TABLE ${table}`);
    await db.query('ALTER TABLE messages DROP COLUMN content, DROP COLUMN quoted_external_id, DROP COLUMN forwarded, DROP COLUMN edited_at, DROP COLUMN deleted_at');
  }
}
