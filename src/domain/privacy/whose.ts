import { select, selectOne, type Sql } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';

/** A contact with all that was merged into it: one person. */
export interface Whole {
  contactId: number;
  name: string;
  phone: string | null;
  lid: string | null;
  erasedAt: Date | null;
  createdAt: Date;
  /** Of the one that stayed first, and of the merged ones. */
  contactIds: number[];
  /** Merged ones included, oldest first. */
  conversationIds: number[];
}

interface Row {
  id: number;
  name: string;
  phone: string | null;
  lid: string | null;
  merged_into_id: number | null;
  erased_at: Date | null;
  created_at: Date;
}

const CONTACT = 'SELECT id, name, phone, lid, merged_into_id, erased_at, created_at FROM contacts';

/**
 * Everything that is one person, whichever of its contacts is named. Contacts are merged into one that stays, in a chain at most.
 * @throws Refused `portal:privacy.refused.unknown`
 */
export async function wholeContact(sql: Sql, contactId: number): Promise<Whole> {
  let root = await selectOne<Row>(sql, `${CONTACT} WHERE id = ?`, [contactId]);
  while (root?.merged_into_id) root = await selectOne<Row>(sql, `${CONTACT} WHERE id = ?`, [root.merged_into_id]);
  if (!root) throw new Refused('portal:privacy.refused.unknown');
  const contactIds = [root.id];
  for (let newest = contactIds; newest.length > 0; ) {
    newest = (await select<{ id: number }>(sql, 'SELECT id FROM contacts WHERE merged_into_id IN (?) ORDER BY id', [newest])).map(({ id }) => id);
    contactIds.push(...newest);
  }
  const conversations = await select<{ id: number }>(sql, 'SELECT id FROM conversations WHERE contact_id IN (?) ORDER BY id', [contactIds]);
  return { contactId: root.id, name: root.name, phone: root.phone, lid: root.lid, erasedAt: root.erased_at, createdAt: root.created_at, contactIds, conversationIds: conversations.map(({ id }) => id) };
}

/** The threads of these conversations in Slack, by channel: there the messages stay until somebody removes them there. */
export async function slackPlaces(sql: Sql, { conversationIds }: Whole): Promise<{ channel: string; threads: number }[]> {
  if (conversationIds.length === 0) return [];
  const rows = await select<{ channel: string; threads: string }>(sql, 'SELECT channel_id AS channel, COUNT(*) AS threads FROM conversation_threads WHERE conversation_id IN (?) GROUP BY channel_id ORDER BY channel_id', [conversationIds]);
  return rows.map(({ channel, threads }) => ({ channel, threads: Number(threads) }));
}
