import { DateTime } from 'luxon';
import { liveThread } from '../../src/domain/conversation/threads.js';
import { selectOne } from '../../src/db/rows.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { isBalanced, reconcile } from '../../src/domain/reports/reconciliation.js';
import { explainPartnerReason } from '../../src/domain/partners/explain-reason.js';
import { findAgent } from '../../src/domain/people/agents.js';
import { later } from '../../src/kit/clock.js';
import { TryLater, type MessageVars } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { PlaceLost } from '../slack-call.js';
import { explainEmail } from '../views/email-notice.js';
import { explainMedia } from '../views/media-reasons.js';
import { plainWords } from '../views/parts.js';
import { explainFailure } from '../views/reasons.js';
import { noticeMark, postOnce } from './home.js';
import { linkTo, linked } from './links.js';

const HOUR_MS = 3_600_000;
/** Alerts of which each is another event, also with the same words. */
const SAID_EACH_TIME = /^(?:whatsapp|mail|portal|partner)_/;

/** Posts a text to the supervision channel, once. Without such a channel there is nobody to tell. */
export async function toSupervision(delivery: Delivery, context: SendContext, parts: BotParts, text: string): Promise<Outcome> {
  const channel = parts.channels.supervisao;
  if (channel === undefined) return { done: 'obsolete' };
  try {
    const ts = await postOnce(parts, context, { channel }, noticeMark(delivery), { text });
    return { done: 'sent', result: ts };
  } catch (error) {
    if (error instanceof PlaceLost) throw new TryLater(`the supervision channel cannot be used (${error.code})`, { afterMs: 60_000 });
    throw error;
  }
}

/** An alert to the supervisors. The same words are not said again within an hour. */
export async function sendAlert(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const { key, vars } = JSON.parse(delivery.payload ?? '{}') as { key: string; vars: MessageVars };
  const said = await selectOne(context.sql, "SELECT id FROM deliveries WHERE lane = ? AND kind = 'slack.alert' AND status = 'sent' AND payload = ? AND finished_at > ? AND id < ? LIMIT 1", [
    delivery.lane, delivery.payload, later(context.now, -HOUR_MS), delivery.id,
  ]);
  if (said && !SAID_EACH_TIME.test(key)) return { done: 'obsolete' };
  const safe = Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, typeof value === 'string' ? plainWords(value) : value]));
  const about = key === 'delivery_died' ? await aboutDelivery(delivery, vars, context, parts) : key === 'portal_locked_out_of' ? await aboutPerson(vars, context) : key.startsWith('partner_') ? aboutPartner(vars, parts) : key === 'mail_disconnected' ? { reason: explainEmail({ error: String(vars['reason']) }, parts.t) } : {};
  return toSupervision(delivery, context, parts, parts.t(`slack:alert.${key}`, { ...safe, ...about }));
}

/** The system it is about in words; without Operations, emergencies need a phone. */
function aboutPartner({ partner, reason }: MessageVars, { t }: BotParts): MessageVars {
  return { system: t(`slack:alert_partner.${partner}`), reason: plainWords(explainPartnerReason(String(reason), t)), advice: partner === 'operacao' ? ` ${t('slack:alert_partner.call')}` : '' };
}

/** The name of whom it is about. */
async function aboutPerson(vars: MessageVars, context: SendContext): Promise<MessageVars> {
  return { who: plainWords((await findAgent(context.sql, Number(vars['agent'])))?.name ?? '') };
}

/** A dead letter in words: what it was, in which conversation (with a link to its thread), and why. */
async function aboutDelivery(delivery: Delivery, vars: MessageVars, context: SendContext, parts: BotParts): Promise<MessageVars> {
  const kind = String(vars['kind']);
  const reason = String(vars['reason']);
  const home = delivery.conversation_id === null ? undefined : await liveThread(context.sql, delivery.conversation_id);
  const url = home && (await linkTo(parts, home.channel_id, home.thread_ts));
  return {
    what: parts.t(`portal:codes.delivery_kind.${kind}`),
    where: delivery.conversation_id === null ? parts.t('slack:alert_where.house') : linked(url, parts.t('slack:alert_where.conversation', { number: delivery.conversation_id })),
    reason: reasonInWords(kind, reason, parts),
  };
}

function reasonInWords(kind: string, reason: string, { t }: BotParts): string {
  if (kind === 'media.fetch') return explainMedia(reason, t);
  if (kind === 'email.send') return explainEmail({ error: reason }, t);
  if (kind.startsWith('whatsapp.')) return explainFailure(reason, t);
  return plainWords(kind.startsWith('slack.') ? reason : explainPartnerReason(reason, t));
}

/** The morning's account: everything that came is in a thread, or it is said where it is. */
export async function sendReconciliation(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const { from, to } = JSON.parse(delivery.payload ?? '{}') as { from: string; to: string };
  const day = await reconcile(context.sql, new Date(from), new Date(to));
  const date = DateTime.fromISO(from, { zone: parts.zone }).setLocale(parts.locale).toFormat('ccc dd/MM');
  const verdict = isBalanced(day) && day.pending + day.dead + day.waiting + day.failed === 0 ? 'slack:reconciliation.clean' : isBalanced(day) ? 'slack:reconciliation.open' : 'slack:reconciliation.gap';
  const text = [parts.t('slack:reconciliation.title', { date }), parts.t('slack:reconciliation.received', { ...day }), parts.t('slack:reconciliation.sent', { ...day }), parts.t(verdict)].join('\n');
  return toSupervision(delivery, context, parts, text);
}
