import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/**
 * Systems that call our API.
 * - api_clients.token_hash: SHA-256 of the token (256 random bits: nothing to guess, so no salt), unique, because it is what a
 *   call is found by. NULL: none was issued, or it was revoked. token_hint: its last four characters, to tell tokens apart.
 * - may_…: what the client may do, a column each, so that the audit trail names what changed.
 * - api_requests: what a call with an Idempotency-Key was answered, written in the transaction of its effect. The unique key
 *   makes a repeat wait for the first and find its answer. The key is kept as a hash, because a client may
 *   have put a phone into it; the answer is ids and times. Forgotten after a few days.
 * - …_updated: other systems ask what changed since they last asked.
 * - messages.sender_name, conversations.started_by: what the client was called that sent the message, that began the conversation.
 */
export class ApiClients1764000000065 implements MigrationInterface {
  name = 'ApiClients1764000000065';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE IF NOT EXISTS api_clients (
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        name VARCHAR(60) NOT NULL,
        token_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
        token_hint CHAR(4) CHARACTER SET ascii COLLATE ascii_bin NULL,
        token_issued_at DATETIME(3) NULL,
        per_minute INT UNSIGNED NOT NULL DEFAULT 120,
        may_read_conversations TINYINT(1) NOT NULL DEFAULT 0,
        may_read_messages TINYINT(1) NOT NULL DEFAULT 0,
        may_read_contacts TINYINT(1) NOT NULL DEFAULT 0,
        may_read_metrics TINYINT(1) NOT NULL DEFAULT 0,
        may_send_messages TINYINT(1) NOT NULL DEFAULT 0,
        may_start_conversations TINYINT(1) NOT NULL DEFAULT 0,
        active TINYINT(1) NOT NULL DEFAULT 1,
        last_used_at DATETIME(3) NULL,
        created_at DATETIME(3) NOT NULL,
        updated_at DATETIME(3) NOT NULL,
        UNIQUE KEY api_clients_name (name),
        UNIQUE KEY api_clients_token_hash (token_hash)
      ) ${TABLE}`);
    await db.query(`
      CREATE TABLE IF NOT EXISTS api_requests (
        client VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        request_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        fingerprint CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        answer TEXT NULL,
        occurred_at DATETIME(3) NOT NULL,
        PRIMARY KEY (client, request_key),
        KEY api_requests_age (occurred_at)
      ) ${TABLE}`);
    await addKey(db, 'conversations', 'conversations_updated');
    await addKey(db, 'contacts', 'contacts_updated');
    await addColumn(db, 'messages', 'sender_name');
    await addColumn(db, 'conversations', 'started_by');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE conversations DROP COLUMN started_by');
    await db.query('ALTER TABLE messages DROP COLUMN sender_name');
    await db.query('ALTER TABLE contacts DROP KEY contacts_updated');
    await db.query('ALTER TABLE conversations DROP KEY conversations_updated');
    for (const table of ['api_requests', 'api_clients']) await db.query(`DROP TABLE ${table}`);
  }
}

async function addColumn(db: QueryRunner, table: string, column: string): Promise<void> {
  const found = (await db.query('SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? AND column_name = ? LIMIT 1', [table, column])) as unknown[];
  if (found.length === 0) await db.query(`ALTER TABLE ${table} ADD COLUMN ${column} VARCHAR(60) NULL`);
}

async function addKey(db: QueryRunner, table: string, key: string): Promise<void> {
  const found = (await db.query('SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? AND index_name = ? LIMIT 1', [table, key])) as unknown[];
  if (found.length === 0) await db.query(`ALTER TABLE ${table} ADD KEY ${key} (updated_at, id)`);
}
