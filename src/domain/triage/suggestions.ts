import { select, selectOne, type Sql } from '../../db/rows.js';
import type { Priority } from '../facts.js';
import { isServed } from './served-region.js';
import { suggestPriority } from './suggest-priority.js';

async function answerTo(sql: Sql, conversationId: number, code: string): Promise<string | undefined> {
  const row = await selectOne<{ value: string }>(sql, 'SELECT t.value FROM triage_answers t JOIN triage_items i ON i.id = t.item_id WHERE t.conversation_id = ? AND i.code = ?', [conversationId, code]);
  return row?.value;
}

/** The priority that the present answers suggest. @param today business day, `yyyy-MM-dd` */
export async function suggestedPriority(sql: Sql, conversationId: number, today: string): Promise<Priority | undefined> {
  const answer = await answerTo(sql, conversationId, 'start_date');
  return answer === undefined ? undefined : suggestPriority(answer, today);
}

/** Does the present answer name a place that we do not serve? */
export async function isRegionUnserved(sql: Sql, conversationId: number): Promise<boolean> {
  const place = await answerTo(sql, conversationId, 'location');
  return place !== undefined && (await isUnserved(sql, place));
}

/** Is this a place that we do not serve? */
export async function isUnserved(sql: Sql, place: string): Promise<boolean> {
  const regions = await select<{ name: string }>(sql, 'SELECT name FROM served_regions WHERE active = 1');
  return !isServed(place, regions.map((region) => region.name));
}
