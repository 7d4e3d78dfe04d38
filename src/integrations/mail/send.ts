import { write } from '../../db/rows.js';
import { emailIdOf, findEmail, type Email } from '../../domain/email/emails.js';
import { writeFailure } from '../../domain/email/failures.js';
import { recordEmailSent } from '../../domain/email/record-end.js';
import { isOurAffair, recordMailServer } from '../../domain/email/record-server.js';
import type { Ledger } from '../../domain/ledger/ledger.js';
import type { Outcome, SendContext, Sender as LaneSender } from '../../domain/outbox/sender.js';
import { Broken, TryLater } from '../../kit/errors.js';
import { messageOf, type MessageParts } from './message.js';
import type { MailServer } from './server-address.js';
import { sendBySmtp } from './smtp.js';

export interface MailSenderParts extends MessageParts {
  server: MailServer;
  ledger: Ledger;
}

/**
 * Sends deliveries of e-mails' lanes. At least once: SMTP has no way to ask whether a message was taken, so one whose
 * answer was lost (a process killed, a connection broken after the last byte) is handed over again, the same to the byte
 * and under the same Message-ID, and `repeated` says that it may have arrived twice. Whoever loses the answers of two loses
 * those of all: then a person decides. Every other failure leads to no second copy.
 */
export function createMailSender(parts: MailSenderParts): LaneSender {
  return async (delivery, context) => {
    if (delivery.kind !== 'email.send') throw new Broken(`no sender for ${delivery.kind}`);
    const email = await findEmail(context.sql, emailIdOf(delivery.payload));
    if (email?.state !== 'queued' || email.content === null || email.address === '') return { done: 'obsolete' };
    return handOver(email, delivery.attempts + 1, context, parts);
  };
}

async function handOver(email: Email, attempt: number, { sql, now, signal }: SendContext, parts: MailSenderParts): Promise<Outcome> {
  const message = await messageOf(email, parts);
  const mark = (at: Date | null) => write(sql, 'UPDATE emails SET handed_at = ? WHERE id = ?', [at, email.id]);
  try {
    await sendBySmtp(parts.server, { from: parts.sender.from.address, to: email.address }, message, async () => void (await mark(email.handed_at ?? now)), signal);
  } catch (error) {
    // Refused now; what became of an attempt before it, whose answer was lost, that does not tell.
    const settled = error instanceof Broken || (error instanceof TryLater && error.outcome === 'not_done');
    if (settled && email.handed_at === null) await mark(null);
    const { message: reason } = error as Error;
    if (isOurAffair(reason, attempt)) await parts.ledger.run({ kind: 'system' }, {}, (ctx) => recordMailServer(ctx, false, reason));
    throw secondDoubt(error, email) ?? error;
  }
  return { done: 'sent', record: async (ctx) => {
    await recordEmailSent(ctx, email.id, email.handed_at !== null);
    await recordMailServer(ctx, true, '');
  } };
}

/** An answer that was lost, when that of an attempt before it was as well: no third copy. */
function secondDoubt(error: unknown, { handed_at: handed }: Email): Broken | undefined {
  if (handed === null || !(error instanceof TryLater) || error.outcome !== 'unknown') return undefined;
  return new Broken(writeFailure('unknown', error.message.replace(/^[a-z_]+: /, '')), { cause: error });
}
