import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/**
 * What people in Slack do beside writing.
 * - outbound_calls: the ids the gateway gave to an edit or a reaction of ours, so that its later complaint finds the
 *   message it is about. version_id is the row of message_versions that the edit made.
 * - agent_reactions: unique by message, person and emoji; `standing` is 0 when it was taken back, kept so that events
 *   that come in the wrong order change nothing. The newest one that stands is the company's one reaction on WhatsApp.
 * - slack_posts.first_ts finds the message behind a post; slack_replies keeps what else leaves with the words.
 */
export class OutboundKinds1764000000008 implements MigrationInterface {
  name = 'OutboundKinds1764000000008';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE IF NOT EXISTS outbound_calls (
        provider VARCHAR(12) NOT NULL,
        external_id VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        message_id BIGINT UNSIGNED NOT NULL,
        kind VARCHAR(12) NOT NULL,
        version_id BIGINT UNSIGNED NULL,
        occurred_at DATETIME(3) NOT NULL,
        PRIMARY KEY (provider, external_id),
        KEY outbound_calls_message (message_id),
        KEY outbound_calls_age (occurred_at)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS agent_reactions (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        message_id BIGINT UNSIGNED NOT NULL,
        slack_user_id VARCHAR(32) NOT NULL,
        name VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        emoji VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
        standing TINYINT(1) NOT NULL,
        changed_at VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        UNIQUE KEY agent_reactions_one (message_id, slack_user_id, name)
      ) ${TABLE}`);
    await db.query(`
      ALTER TABLE slack_posts
        ADD COLUMN first_ts VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
        ADD KEY slack_posts_place (channel_id, first_ts)`);
    await db.query("UPDATE slack_posts SET first_ts = JSON_UNQUOTE(JSON_EXTRACT(part_ts, '$[0]')) WHERE part_ts IS NOT NULL");
    await db.query(`
      ALTER TABLE slack_replies
        ADD COLUMN quoted_external_id VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NULL,
        ADD COLUMN files TEXT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE slack_replies DROP COLUMN quoted_external_id, DROP COLUMN files');
    await db.query('ALTER TABLE slack_posts DROP KEY slack_posts_place, DROP COLUMN first_ts');
    for (const table of ['agent_reactions', 'outbound_calls']) await db.query(`DROP TABLE ${table}`);
  }
}
