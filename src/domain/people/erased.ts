import { selectOne, type Sql } from '../../db/rows.js';

/** Were this contact's data erased (domain/privacy)? Then nobody can be answered, and nothing of it is brought back. */
export async function isErased(sql: Sql, contactId: number): Promise<boolean> {
  return (await selectOne(sql, 'SELECT id FROM contacts WHERE id = ? AND erased_at IS NOT NULL', [contactId])) !== undefined;
}
