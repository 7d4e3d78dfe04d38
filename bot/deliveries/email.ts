import { emailIdOf, findEmail } from '../../src/domain/email/emails.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import type { BotParts } from '../parts.js';
import { emailNotice } from '../views/email-notice.js';
import { inThread } from './home.js';
import { standOrRewrite, standingNotice } from './notices.js';

/** What the thread says of an e-mail: one post, rewritten when it was sent or failed, so that it never claims what is not so. */
export function tellOfEmail(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  return inThread(delivery.conversation_id as number, context, parts, async (home) => {
    const email = await findEmail(context.sql, emailIdOf(delivery.payload));
    if (!email || email.state === 'draft' || email.content === null) return { done: 'obsolete' };
    const before = await standingNotice(context, home.thread_ts, 'slack.email', { sql: 'conversation_id = ? AND payload = ?', values: [delivery.conversation_id, delivery.payload] });
    return standOrRewrite(before, emailNotice(email, context.now, parts), home, delivery, context, parts);
  });
}
