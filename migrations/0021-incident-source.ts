import type { MigrationInterface, QueryRunner } from 'typeorm';

/** incidents.source names the submission that opened it, once: a form or a word that comes twice is one incident. */
export class IncidentSource1764000000021 implements MigrationInterface {
  name = 'IncidentSource1764000000021';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE incidents ADD COLUMN source VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL, ADD UNIQUE KEY incidents_source (source)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE incidents DROP KEY incidents_source, DROP COLUMN source');
  }
}
