import { select, type Sql } from '../../db/rows.js';
import { phoneKey, streamOf } from '../people/phone-number.js';
import type { Whole } from './whose.js';

/** All ways a phone's digits are written in events: as registered with or without the ninth digit (people/phone-number.ts). */
export function waysToWrite(name: string): string[] {
  const withNine = /^55([1-9]\d)9([6-9]\d{7})$/.exec(name);
  return [...new Set([name, phoneKey(name), ...(withNine ? [`55${withNine[1]}${withNine[2]}`] : [])])];
}

/** The names under which the contact's events arrive now; no other contact has them. */
export function presentNames({ phone, lid }: Pick<Whole, 'phone' | 'lid'>): string[] {
  return [...(phone === null ? [] : [streamOf({ lid: null, phone })]), ...(lid === null ? [] : [lid])];
}

/**
 * Every name under which events of the contact were stored: its present ones and the ones its messages came under, also of
 * contacts that were merged into it. A number that has changed hands is its present user's.
 */
export async function everyName(sql: Sql, whole: Whole): Promise<string[]> {
  const past = await select<{ event_key: string }>(
    sql,
    "SELECT DISTINCT e.event_key FROM messages m JOIN webhook_events e ON e.id = m.event_id WHERE m.contact_id IN (?) AND e.provider = 'zapi' AND e.event_key LIKE 'zapi:%'",
    [whole.contactIds],
  );
  const names = [...new Set([...presentNames(whole), ...past.map((row) => row.event_key.slice('zapi:'.length))])];
  if (names.length === 0) return [];
  const others = await select<{ phone_key: string | null; lid: string | null }>(sql, 'SELECT phone_key, lid FROM contacts WHERE (phone_key IN (?) OR lid IN (?)) AND id NOT IN (?)', [names, names, whole.contactIds]);
  const taken = new Set(others.flatMap((row) => [row.phone_key, row.lid]));
  return names.filter((name) => !taken.has(name));
}

/** The letterbox's streams of these names and of the conversations' threads in Slack. */
export async function streamsOf(sql: Sql, names: string[], whole: Whole): Promise<string[]> {
  const threads = whole.conversationIds.length === 0 ? [] : await select<{ channel_id: string; thread_ts: string }>(sql, 'SELECT channel_id, thread_ts FROM conversation_threads WHERE conversation_id IN (?)', [whole.conversationIds]);
  return [
    ...names.map((name) => `zapi:${name}`),
    ...names.flatMap(waysToWrite).map((name) => `zapi:status:${name}`),
    ...threads.map(({ channel_id: channel, thread_ts: thread }) => `slack:${channel}:${thread}`),
  ];
}
