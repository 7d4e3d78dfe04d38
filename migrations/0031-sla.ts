import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/**
 * Service levels.
 * - sla_policies are versions: a new set of goals is a new policy; clocks that have stopped keep the one they ran under.
 *   sla_targets are a policy's goals in business minutes, one row a priority.
 * - sla_clocks: running_key is `conversation:kind` while the clock runs and NULL afterwards: its unique key lets one clock
 *   of a kind run for a conversation, whoever starts it. due_at and at_risk_at are NULL while it is paused. spent_minutes is
 *   written when it stops; until then it follows from started_at, conversation_pauses and the calendar.
 * - conversation_pauses: when a conversation waited for the customer; ended_at NULL while it does.
 * - sla_replans: asked for when goals, hours or holidays change; sla_clocks.planned_by says up to which one a clock was planned.
 */
export class Sla1764000000031 implements MigrationInterface {
  name = 'Sla1764000000031';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE IF NOT EXISTS sla_policies (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        note VARCHAR(500) NOT NULL DEFAULT '',
        created_by INT UNSIGNED NULL,
        valid_from DATETIME(3) NOT NULL,
        KEY sla_policies_valid (valid_from)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS sla_targets (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        policy_id INT UNSIGNED NOT NULL,
        priority VARCHAR(16) NOT NULL,
        first_response_minutes INT UNSIGNED NOT NULL,
        next_response_minutes INT UNSIGNED NOT NULL,
        resolution_minutes INT UNSIGNED NOT NULL,
        at_risk_percent TINYINT UNSIGNED NOT NULL DEFAULT 80,
        UNIQUE KEY sla_targets_one (policy_id, priority)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS conversation_pauses (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        conversation_id INT UNSIGNED NOT NULL,
        open_conversation_id INT UNSIGNED NULL,
        started_at DATETIME(3) NOT NULL,
        ended_at DATETIME(3) NULL,
        UNIQUE KEY conversation_pauses_open (open_conversation_id),
        KEY conversation_pauses_conversation (conversation_id, started_at)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS sla_clocks (
        id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        conversation_id INT UNSIGNED NOT NULL,
        kind VARCHAR(16) NOT NULL,
        running_key VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
        policy_id INT UNSIGNED NOT NULL,
        planned_by INT UNSIGNED NOT NULL DEFAULT 0,
        priority VARCHAR(16) NOT NULL,
        level VARCHAR(8) NOT NULL,
        agent_id INT UNSIGNED NULL,
        goal_minutes INT UNSIGNED NOT NULL,
        started_at DATETIME(3) NOT NULL,
        due_at DATETIME(3) NULL,
        at_risk_at DATETIME(3) NULL,
        risk_told_at DATETIME(3) NULL,
        breached_at DATETIME(3) NULL,
        stopped_at DATETIME(3) NULL,
        spent_minutes DECIMAL(12,3) NULL,
        outcome VARCHAR(12) NOT NULL DEFAULT 'running',
        UNIQUE KEY sla_clocks_running (running_key),
        KEY sla_clocks_conversation (conversation_id, kind, id),
        KEY sla_clocks_due (outcome, due_at),
        KEY sla_clocks_replan (outcome, planned_by),
        KEY sla_clocks_stopped (stopped_at, kind)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS sla_replans (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        reason VARCHAR(40) NOT NULL,
        asked_at DATETIME(3) NOT NULL,
        finished_at DATETIME(3) NULL
      ) ${TABLE}`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['sla_replans', 'sla_clocks', 'conversation_pauses', 'sla_targets', 'sla_policies']) await db.query(`DROP TABLE ${table}`);
  }
}
