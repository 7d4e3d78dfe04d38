import { select, selectOne, type Sql } from '../../db/rows.js';
import { phoneKey } from '../people/phone-number.js';
import { conditionsOf, placeIn, type Listed, type Part } from './lists.js';

/** A contact as other systems read it. */
export interface ContactListed {
  id: number;
  name: string;
  phone: string | null;
  open_conversation_id: number | null;
  created_at: Date;
  updated_at: Date;
}

const SELECT = 'SELECT k.id, k.name, k.phone, (SELECT c.id FROM conversations c WHERE c.open_contact_id = k.id) AS open_conversation_id, k.created_at, k.updated_at FROM contacts k';
/** Neither who was merged into somebody else nor whose data were erased. */
const THERE: Part = ['k.merged_into_id IS NULL AND k.erased_at IS NULL'];

/** A page of contacts, one more than asked for when there is more. `name`: its beginning. */
export function listContacts(sql: Sql, asked: Listed & { name?: string | undefined }): Promise<ContactListed[]> {
  const place = placeIn('k', asked);
  const name = asked.name?.replace(/[\\%_]/g, '\\$&');
  const { where, values } = conditionsOf([THERE, ...(name === undefined ? [] : [['k.name LIKE ?', `${name}%`] as Part]), ...place.parts]);
  return select<ContactListed>(sql, `${SELECT} WHERE ${where} ORDER BY ${place.order} LIMIT ?`, [...values, asked.size + 1]);
}

/** The contact with this phone (digits), with or without the ninth digit. */
export function contactListed(sql: Sql, phone: string): Promise<ContactListed | undefined> {
  return selectOne<ContactListed>(sql, `${SELECT} WHERE ${THERE[0]} AND k.phone_key = ?`, [phoneKey(phone)]);
}
