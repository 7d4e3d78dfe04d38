import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/**
 * Conversations, their messages, and where they are shown in Slack.
 * - conversations.open_contact_id equals contact_id while the conversation is open and is NULL afterwards: its unique
 *   key lets a contact have one open conversation at most.
 * - conversation_threads keeps every thread a conversation ever had; live_conversation_id is unique, so one is live.
 * - slack_posts are our own posts in a thread; a message belongs to one post, a post may join several messages.
 * - slack_replies are what people wrote in a thread and what became of it; unique by (channel, ts), so the same reply
 *   found twice (event, redelivery, sweep) is taken once.
 * - early_statuses and echoes wait for the message they belong to: they may come before the gateway's answer.
 */
export class Inbox1764000000002 implements MigrationInterface {
  name = 'Inbox1764000000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE IF NOT EXISTS conversations (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        contact_id INT UNSIGNED NOT NULL,
        open_contact_id INT UNSIGNED NULL,
        channel VARCHAR(16) NOT NULL DEFAULT 'whatsapp',
        status VARCHAR(16) NOT NULL DEFAULT 'new',
        status_before_end VARCHAR(16) NULL,
        priority VARCHAR(16) NOT NULL DEFAULT 'normal',
        level VARCHAR(8) NOT NULL DEFAULT 'n1',
        assignee_id INT UNSIGNED NULL,
        opened_at DATETIME(3) NOT NULL,
        closed_at DATETIME(3) NULL,
        waiting_since DATETIME(3) NULL,
        last_message_at DATETIME(3) NULL,
        last_message_id BIGINT UNSIGNED NULL,
        merged_into_id INT UNSIGNED NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY conversations_open_contact (open_contact_id),
        KEY conversations_contact (contact_id, id),
        KEY conversations_status (status, level, last_message_at),
        KEY conversations_assignee (assignee_id, status),
        CONSTRAINT conversations_contact_fk FOREIGN KEY (contact_id) REFERENCES contacts (id),
        CONSTRAINT conversations_assignee_fk FOREIGN KEY (assignee_id) REFERENCES agents (id)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS conversation_threads (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        conversation_id INT UNSIGNED NOT NULL,
        live_conversation_id INT UNSIGNED NULL,
        channel_id VARCHAR(32) NOT NULL,
        thread_ts VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        card_hash CHAR(40) NULL,
        read_up_to VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
        created_at DATETIME(3) NOT NULL,
        retired_at DATETIME(3) NULL,
        retired_reason VARCHAR(64) NULL,
        UNIQUE KEY conversation_threads_place (channel_id, thread_ts),
        UNIQUE KEY conversation_threads_live (live_conversation_id),
        KEY conversation_threads_conversation (conversation_id)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS messages (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        conversation_id INT UNSIGNED NOT NULL,
        contact_id INT UNSIGNED NOT NULL,
        direction VARCHAR(8) NOT NULL,
        kind VARCHAR(24) NOT NULL DEFAULT 'text',
        body MEDIUMTEXT NOT NULL,
        author_kind VARCHAR(12) NOT NULL,
        agent_id INT UNSIGNED NULL,
        provider VARCHAR(12) NOT NULL DEFAULT 'zapi',
        external_id VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NULL,
        gateway_id VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NULL,
        status VARCHAR(12) NOT NULL,
        error VARCHAR(500) NULL,
        reply_id BIGINT UNSIGNED NULL,
        part SMALLINT UNSIGNED NOT NULL DEFAULT 0,
        post_id BIGINT UNSIGNED NULL,
        event_id BIGINT UNSIGNED NULL,
        occurred_at DATETIME(3) NOT NULL,
        created_at DATETIME(3) NOT NULL,
        sent_at DATETIME(3) NULL,
        delivered_at DATETIME(3) NULL,
        read_at DATETIME(3) NULL,
        UNIQUE KEY messages_external (provider, external_id),
        KEY messages_gateway (gateway_id),
        KEY messages_conversation (conversation_id, occurred_at, id),
        KEY messages_contact (contact_id, id),
        KEY messages_post (post_id),
        KEY messages_reply (reply_id),
        KEY messages_created (created_at, direction),
        CONSTRAINT messages_conversation_fk FOREIGN KEY (conversation_id) REFERENCES conversations (id)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS slack_posts (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        conversation_id INT UNSIGNED NOT NULL,
        author_kind VARCHAR(12) NOT NULL,
        channel_id VARCHAR(32) NULL,
        thread_ts VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
        part_ts TEXT NULL,
        content_hash CHAR(40) NULL,
        joined_into_id BIGINT UNSIGNED NULL,
        created_at DATETIME(3) NOT NULL,
        posted_at DATETIME(3) NULL,
        KEY slack_posts_conversation (conversation_id, id)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS slack_replies (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        conversation_id INT UNSIGNED NOT NULL,
        channel_id VARCHAR(32) NOT NULL,
        thread_ts VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        ts VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        slack_user_id VARCHAR(32) NOT NULL,
        agent_id INT UNSIGNED NULL,
        body MEDIUMTEXT NOT NULL,
        state VARCHAR(12) NOT NULL,
        reason VARCHAR(32) NULL,
        shown_tick VARCHAR(40) NULL,
        created_at DATETIME(3) NOT NULL,
        decided_at DATETIME(3) NULL,
        decided_by INT UNSIGNED NULL,
        UNIQUE KEY slack_replies_place (channel_id, ts),
        KEY slack_replies_conversation (conversation_id, id),
        KEY slack_replies_created (created_at)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS early_statuses (
        provider VARCHAR(12) NOT NULL,
        external_id VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        status VARCHAR(12) NOT NULL,
        error VARCHAR(500) NULL,
        occurred_at DATETIME(3) NOT NULL,
        PRIMARY KEY (provider, external_id, status),
        KEY early_statuses_age (occurred_at)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS echoes (
        provider VARCHAR(12) NOT NULL,
        external_id VARCHAR(96) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        contact_id INT UNSIGNED NOT NULL,
        body_hash CHAR(40) NOT NULL,
        occurred_at DATETIME(3) NOT NULL,
        PRIMARY KEY (provider, external_id),
        KEY echoes_contact (contact_id, occurred_at),
        KEY echoes_age (occurred_at)
      ) ${TABLE}`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['echoes', 'early_statuses', 'slack_replies', 'slack_posts', 'messages', 'conversation_threads', 'conversations']) {
      await db.query(`DROP TABLE ${table}`);
    }
  }
}
