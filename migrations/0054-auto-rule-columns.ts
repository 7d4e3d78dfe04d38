import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A condition out of the JSON that held them all. */
const within = (name: string, width: number, otherwise: string) => `LEFT(COALESCE(JSON_UNQUOTE(JSON_EXTRACT(conditions, '$.${name}')), '${otherwise}'), ${width})`;

/**
 * Automatic messages are edited in the portal: a rule has a name, and each condition a column of its own, so that the form,
 * the trail and "somebody else changed it meanwhile" see each by itself. `conditions` stays, unread and empty in new rules,
 * for a process of the version before; it skips a rule without. A rule whose JSON could not be read never ran: it is switched off.
 */
export class AutoRuleColumns1764000000054 implements MigrationInterface {
  name = 'AutoRuleColumns1764000000054';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE auto_rules
        ADD COLUMN label VARCHAR(120) NOT NULL DEFAULT '' AFTER code,
        ADD COLUMN hours VARCHAR(8) NOT NULL DEFAULT 'any' AFTER template_code,
        ADD COLUMN contact VARCHAR(10) NOT NULL DEFAULT 'any' AFTER hours,
        ADD COLUMN priorities VARCHAR(60) NOT NULL DEFAULT '[]' AFTER contact,
        ADD COLUMN once VARCHAR(16) NOT NULL DEFAULT 'conversation' AFTER priorities,
        MODIFY COLUMN conditions TEXT NULL`);
    await db.query('UPDATE auto_rules SET active = 0, conditions = NULL WHERE JSON_VALID(conditions) = 0');
    await db.query(`
      UPDATE auto_rules
      SET hours = ${within('hours', 8, 'any')}, contact = ${within('contact', 10, 'any')}, once = ${within('once', 16, 'conversation')},
        priorities = LEFT(COALESCE(JSON_EXTRACT(conditions, '$.priorities'), '[]'), 60)
      WHERE conditions IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("UPDATE auto_rules SET conditions = '{}', active = 0 WHERE conditions IS NULL");
    await db.query('ALTER TABLE auto_rules DROP COLUMN label, DROP COLUMN hours, DROP COLUMN contact, DROP COLUMN priorities, DROP COLUMN once, MODIFY COLUMN conditions TEXT NOT NULL');
  }
}
