import { DateTime } from 'luxon';

/**
 * The number a customer is given for a conversation: the day it was opened (business zone) and its number, `20261124-00123`.
 * Made from both, so it needs no storage and can be read back.
 */
export function protocolOf(conversationId: number, openedAt: Date, zone: string): string {
  return `${DateTime.fromJSDate(openedAt, { zone }).toFormat('yyyyMMdd')}-${String(conversationId).padStart(5, '0')}`;
}

/** The conversation a protocol number names; undefined for anything else. */
export function conversationOfProtocol(text: string): number | undefined {
  const found = /^\s*\d{8}-(\d{5,9})\s*$/.exec(text);
  return found ? Number(found[1]) : undefined;
}
