import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/**
 * When the house is open. Minutes are minutes of the local day (0–1440) in TZ_BUSINESS.
 * - business_hours: weekly intervals, ISO weekday 1 (Monday) to 7, several a day; `active` switches one off without losing it.
 * - business_exceptions: one date with intervals of its own ([] is closed), said above every holiday.
 * - holidays: rule_key (`yearly:12-25`, `easter:-47`, `date:2026-07-09`) is unique: importing a year twice adds nothing.
 *   opens and closes: the part of the day that is worked all the same.
 */
export class WorkingHours1764000000030 implements MigrationInterface {
  name = 'WorkingHours1764000000030';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE IF NOT EXISTS business_hours (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        weekday TINYINT UNSIGNED NOT NULL,
        opens SMALLINT UNSIGNED NOT NULL,
        closes SMALLINT UNSIGNED NOT NULL,
        active TINYINT(1) NOT NULL DEFAULT 1,
        KEY business_hours_weekday (weekday, opens)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS business_exceptions (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        day CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        label VARCHAR(120) NOT NULL,
        intervals TEXT NOT NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY business_exceptions_day (day)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS holidays (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        rule_key VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        name VARCHAR(120) NOT NULL,
        opens SMALLINT UNSIGNED NULL,
        closes SMALLINT UNSIGNED NULL,
        scope VARCHAR(12) NOT NULL DEFAULT 'national',
        source VARCHAR(12) NOT NULL DEFAULT 'manual',
        active TINYINT(1) NOT NULL DEFAULT 1,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY holidays_rule (rule_key)
      ) ${TABLE}`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['holidays', 'business_exceptions', 'business_hours']) await db.query(`DROP TABLE ${table}`);
  }
}
