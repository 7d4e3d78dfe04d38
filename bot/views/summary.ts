import type { KnownBlock } from '@slack/web-api';
import { select, type Sql } from '../../src/db/rows.js';
import { cardOf } from '../../src/domain/inbox/find-conversations.js';
import type { AuthorKind } from '../../src/domain/facts.js';
import { displayMaskedPhone } from '../../src/kit/mask.js';
import type { BotParts } from '../parts.js';
import { clockTime, context, plainWords, section } from './parts.js';
import { snippet } from './snippet.js';

const LAST_MESSAGES = 3;

/** A conversation for somebody who does not know it: who, in which state, and the last messages. Personal data masked. */
export async function conversationSummary(sql: Sql, conversationId: number, parts: BotParts, now: Date): Promise<KnownBlock[]> {
  const { t, zone, locale } = parts;
  const card = await cardOf(sql, conversationId);
  if (!card) return [];
  const owner = card.assignee_slack ? `<@${card.assignee_slack}>` : card.assignee_name ? plainWords(card.assignee_name) : t('slack:card.nobody');
  const head = [
    `*#${card.id}* ${plainWords(card.contact_name || t('slack:card.no_name'))}`,
    displayMaskedPhone(card.contact_phone),
    t(`slack:status.${card.status}`),
    t(`slack:priority.${card.priority}`),
    t(`slack:level.${card.level}`),
    owner,
  ].join(' · ');
  const last = await select<{ body: string; kind: string; author_kind: AuthorKind; occurred_at: Date }>(
    sql,
    `SELECT body, kind, author_kind, occurred_at FROM messages WHERE conversation_id = ? AND status <> 'deleted' ORDER BY occurred_at DESC, id DESC LIMIT ${LAST_MESSAGES}`,
    [conversationId],
  );
  const lines = last.reverse().map(({ body, kind, author_kind, occurred_at }) => {
    return `> *${t(`slack:author.${author_kind}`)}* ${clockTime(occurred_at, now, zone, locale)}: ${snippet({ kind, body }, t, 200)}`;
  });
  return [context(head), ...(lines.length > 0 ? [section(lines.join('\n'))] : [])];
}
