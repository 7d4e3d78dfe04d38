import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What each template said before: a text that customers were sent can be read, and taken back, after it was changed.
 * template_versions_one: two who save at once cannot make the same version.
 */
export class TemplateVersions1764000000040 implements MigrationInterface {
  name = 'TemplateVersions1764000000040';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE IF NOT EXISTS template_versions (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        template_id INT UNSIGNED NOT NULL,
        version INT UNSIGNED NOT NULL,
        title VARCHAR(120) NOT NULL,
        body TEXT NOT NULL,
        saved_by INT UNSIGNED NULL,
        created_at DATETIME(3) NOT NULL,
        UNIQUE KEY template_versions_one (template_id, version)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE template_versions');
  }
}
