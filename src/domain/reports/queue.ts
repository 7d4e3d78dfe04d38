import type { Sql } from '../../db/rows.js';
import { deskPage, type DeskPage } from './desk.js';

/** What of the queue is listed. */
export const QUEUE_FILTERS = {
  all: '1 = 1',
  mine: '1 = 1',
  n1: "c.level = 'n1'",
  n2: "c.level = 'n2'",
  n3: "c.level = 'n3'",
  urgent: "c.priority = 'urgent'",
  high: "c.priority = 'high'",
  normal: "c.priority = 'normal'",
  low: "c.priority = 'low'",
} as const;

export type QueueFilter = keyof typeof QUEUE_FILTERS;

export const isQueueFilter = (code: string): code is QueueFilter => Object.hasOwn(QUEUE_FILTERS, code);

const LONGEST_FIRST = 'ORDER BY c.waiting_since IS NULL, c.waiting_since, c.id';

/** Open conversations that nobody owns, who waits longest first. */
export function unownedQueue(sql: Sql, filter: QueueFilter, size: number, offset: number): Promise<DeskPage> {
  return deskPage(sql, `c.open_contact_id IS NOT NULL AND c.assignee_id IS NULL AND ${QUEUE_FILTERS[filter]}`, [], LONGEST_FIRST, size, offset);
}

/** One person's conversations in which somebody waits, longest first. */
export function waitingForMe(sql: Sql, agentId: number, filter: QueueFilter, size: number, offset: number): Promise<DeskPage> {
  return deskPage(sql, `c.open_contact_id IS NOT NULL AND c.assignee_id = ? AND c.waiting_since IS NOT NULL AND ${QUEUE_FILTERS[filter]}`, [agentId], LONGEST_FIRST, size, offset);
}
