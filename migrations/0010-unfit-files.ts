import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * slack_replies.unfit_files: the files for which a reply stayed inside, with the reason of each, JSON
 * (`UnfitFile[]` in src/domain/inbox/outgoing-file.ts), so that its author is told of all of them by name and at once.
 */
export class UnfitFiles1764000000010 implements MigrationInterface {
  name = 'UnfitFiles1764000000010';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE slack_replies ADD COLUMN unfit_files TEXT NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE slack_replies DROP COLUMN unfit_files');
  }
}
