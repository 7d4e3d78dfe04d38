import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * E-mails that people send out of a conversation, and the texts they are made from. `emails.content` is the filled text
 * itself (domain/email/document.ts): what was previewed is what is sent, whatever becomes of the template meanwhile.
 * `handed_at`: since when an attempt whose end is not known may have reached the server. `corrections`: how often the
 * address was another one; part of the Message-ID. emails_drafts: previews nobody sent are forgotten by age. email_template_versions_one: as template_versions_one (0040).
 */
export class Email1764000000070 implements MigrationInterface {
  name = 'Email1764000000070';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE IF NOT EXISTS email_templates (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        code VARCHAR(60) NOT NULL,
        title VARCHAR(120) NOT NULL,
        subject VARCHAR(200) NOT NULL,
        body TEXT NOT NULL,
        attach_pdf TINYINT(1) NOT NULL DEFAULT 1,
        active TINYINT(1) NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY email_templates_code (code)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS email_template_versions (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        template_id INT UNSIGNED NOT NULL,
        version INT UNSIGNED NOT NULL,
        title VARCHAR(120) NOT NULL,
        subject VARCHAR(200) NOT NULL,
        body TEXT NOT NULL,
        saved_by INT UNSIGNED NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY email_template_versions_one (template_id, version)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS emails (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        conversation_id INT UNSIGNED NOT NULL,
        agent_id INT UNSIGNED NOT NULL,
        template_code VARCHAR(60) NOT NULL,
        address VARCHAR(190) NOT NULL,
        subject VARCHAR(500) NOT NULL,
        content MEDIUMTEXT NULL,
        attach_pdf TINYINT(1) NOT NULL,
        state VARCHAR(12) NOT NULL,
        corrections SMALLINT UNSIGNED NOT NULL DEFAULT 0,
        handed_at DATETIME(3) NULL,
        repeated TINYINT(1) NOT NULL DEFAULT 0,
        error VARCHAR(1000) NULL,
        created_at DATETIME(3) NOT NULL,
        queued_at DATETIME(3) NULL,
        sent_at DATETIME(3) NULL,
        KEY emails_conversation (conversation_id, id),
        KEY emails_drafts (state, created_at),
        KEY emails_agent (agent_id, id, queued_at),
        KEY emails_template (template_code, id, queued_at),
        KEY emails_sent (sent_at),
        KEY emails_queued (queued_at)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['emails', 'email_template_versions', 'email_templates']) await db.query(`DROP TABLE ${table}`);
  }
}
