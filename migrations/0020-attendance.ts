import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Each table with the columns behind its name; the ones that admins edit have `position` and `active` instead of deletion. */
const TABLES: Record<string, string> = {
  loss_reasons: `
    code VARCHAR(32) NOT NULL PRIMARY KEY,
    label VARCHAR(120) NOT NULL,
    position SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    active TINYINT(1) NOT NULL DEFAULT 1`,
  incident_categories: `
    code VARCHAR(32) NOT NULL PRIMARY KEY,
    label VARCHAR(120) NOT NULL,
    position SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    active TINYINT(1) NOT NULL DEFAULT 1`,
  support_levels: `
    code VARCHAR(8) NOT NULL PRIMARY KEY,
    label VARCHAR(120) NOT NULL,
    wait_minutes INT UNSIGNED NOT NULL,
    position SMALLINT UNSIGNED NOT NULL DEFAULT 0`,
  tags: `
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(60) NOT NULL,
    active TINYINT(1) NOT NULL DEFAULT 1,
    created_at DATETIME(3) NOT NULL,
    UNIQUE KEY tags_name (name)`,
  conversation_tags: `
    conversation_id INT UNSIGNED NOT NULL,
    tag_id INT UNSIGNED NOT NULL,
    added_by INT UNSIGNED NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (conversation_id, tag_id),
    KEY conversation_tags_tag (tag_id, conversation_id)`,
  notes: `
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    conversation_id INT UNSIGNED NOT NULL,
    agent_id INT UNSIGNED NULL,
    body TEXT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    KEY notes_conversation (conversation_id, id)`,
  follow_ups: `
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    conversation_id INT UNSIGNED NOT NULL,
    agent_id INT UNSIGNED NULL,
    note VARCHAR(500) NOT NULL DEFAULT '',
    state VARCHAR(12) NOT NULL DEFAULT 'planned',
    due_at DATETIME(3) NOT NULL,
    created_by INT UNSIGNED NULL,
    created_at DATETIME(3) NOT NULL,
    ended_at DATETIME(3) NULL,
    KEY follow_ups_conversation (conversation_id, state),
    KEY follow_ups_due (state, due_at)`,
  patients: `
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    contact_id INT UNSIGNED NOT NULL,
    name VARCHAR(190) NOT NULL,
    age SMALLINT UNSIGNED NULL,
    care_type VARCHAR(120) NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    KEY patients_contact (contact_id, id),
    FULLTEXT KEY patients_words (name)`,
  red_flags: `
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    phrase VARCHAR(120) NOT NULL,
    active TINYINT(1) NOT NULL DEFAULT 1,
    created_at DATETIME(3) NOT NULL,
    UNIQUE KEY red_flags_phrase (phrase)`,
  triage_items: `
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    code VARCHAR(40) NOT NULL,
    label VARCHAR(120) NOT NULL,
    question VARCHAR(500) NOT NULL,
    tip VARCHAR(500) NOT NULL DEFAULT '',
    field_type VARCHAR(12) NOT NULL DEFAULT 'text',
    choices TEXT NULL,
    required TINYINT(1) NOT NULL DEFAULT 0,
    active TINYINT(1) NOT NULL DEFAULT 1,
    position SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    UNIQUE KEY triage_items_code (code)`,
  triage_answers: `
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    conversation_id INT UNSIGNED NOT NULL,
    item_id INT UNSIGNED NOT NULL,
    value TEXT NOT NULL,
    answered_by INT UNSIGNED NULL,
    updated_at DATETIME(3) NOT NULL,
    UNIQUE KEY triage_answers_one (conversation_id, item_id)`,
  served_regions: `
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(120) NOT NULL,
    active TINYINT(1) NOT NULL DEFAULT 1,
    UNIQUE KEY served_regions_name (name)`,
  incidents: `
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    conversation_id INT UNSIGNED NOT NULL,
    severity VARCHAR(12) NOT NULL,
    category VARCHAR(32) NOT NULL,
    description TEXT NOT NULL,
    status VARCHAR(12) NOT NULL DEFAULT 'open',
    opened_by INT UNSIGNED NULL,
    opened_at DATETIME(3) NOT NULL,
    resolution TEXT NULL,
    resolved_by INT UNSIGNED NULL,
    resolved_at DATETIME(3) NULL,
    KEY incidents_conversation (conversation_id, status),
    KEY incidents_status (status, severity, opened_at)`,
  message_templates: `
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    code VARCHAR(60) NOT NULL,
    title VARCHAR(120) NOT NULL,
    body TEXT NOT NULL,
    category VARCHAR(40) NOT NULL DEFAULT 'general',
    active TINYINT(1) NOT NULL DEFAULT 1,
    uses INT UNSIGNED NOT NULL DEFAULT 0,
    last_used_at DATETIME(3) NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    UNIQUE KEY message_templates_code (code),
    KEY message_templates_use (active, uses)`,
  team_requests: `
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    slack_user_id VARCHAR(32) NOT NULL,
    name VARCHAR(120) NOT NULL,
    email VARCHAR(190) NOT NULL,
    state VARCHAR(12) NOT NULL DEFAULT 'asked',
    asked_at DATETIME(3) NOT NULL,
    decided_by INT UNSIGNED NULL,
    decided_at DATETIME(3) NULL,
    UNIQUE KEY team_requests_user (slack_user_id)`,
  shifts: `
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    agent_id INT UNSIGNED NOT NULL,
    running_agent_id INT UNSIGNED NULL,
    started_at DATETIME(3) NOT NULL,
    ended_at DATETIME(3) NULL,
    UNIQUE KEY shifts_running (running_agent_id),
    KEY shifts_agent (agent_id, started_at)`,
  handovers: `
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    from_agent_id INT UNSIGNED NOT NULL,
    to_agent_id INT UNSIGNED NULL,
    note VARCHAR(1000) NOT NULL DEFAULT '',
    state VARCHAR(12) NOT NULL DEFAULT 'offered',
    created_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    decided_at DATETIME(3) NULL,
    KEY handovers_state (state, expires_at)`,
  handover_items: `
    handover_id BIGINT UNSIGNED NOT NULL,
    conversation_id INT UNSIGNED NOT NULL,
    why VARCHAR(20) NOT NULL,
    PRIMARY KEY (handover_id, conversation_id)`,
};

/**
 * What the team works with from Slack: funnel, triage, patients, incidents, templates, tags, notes, follow-ups, shifts.
 * - triage_answers_one and conversation_tags: the same answer or tag from two people at once is one row.
 * - shifts.running_agent_id equals agent_id while the shift runs and is NULL afterwards: one running shift a person.
 * - The FULLTEXT keys serve `/conversa` (words in messages, names of contacts).
 */
export class Attendance1764000000020 implements MigrationInterface {
  name = 'Attendance1764000000020';

  async up(db: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(TABLES)) await db.query(`CREATE TABLE IF NOT EXISTS ${table} (${columns}) ${TABLE}`);
    await db.query(`
      ALTER TABLE conversations
        ADD COLUMN loss_reason VARCHAR(32) NULL,
        ADD COLUMN patient_id INT UNSIGNED NULL,
        ADD COLUMN writer_relation VARCHAR(16) NULL,
        ADD KEY conversations_work (open_contact_id, status, waiting_since)`);
    await db.query('ALTER TABLE agents ADD COLUMN shift_starts CHAR(5) NULL, ADD COLUMN shift_ends CHAR(5) NULL');
    await db.query('ALTER TABLE messages ADD FULLTEXT KEY messages_words (body)');
    await db.query('ALTER TABLE contacts ADD FULLTEXT KEY contacts_words (name)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE contacts DROP KEY contacts_words');
    await db.query('ALTER TABLE messages DROP KEY messages_words');
    await db.query('ALTER TABLE agents DROP COLUMN shift_starts, DROP COLUMN shift_ends');
    await db.query('ALTER TABLE conversations DROP KEY conversations_work, DROP COLUMN loss_reason, DROP COLUMN patient_id, DROP COLUMN writer_relation');
    for (const table of Object.keys(TABLES).reverse()) await db.query(`DROP TABLE ${table}`);
  }
}
