import type { App } from '@slack/bolt';
import { findAgentBySlackId } from '../../src/domain/people/agents.js';
import { cardOf } from '../../src/domain/inbox/find-conversations.js';
import { liveThread } from '../../src/domain/conversation/threads.js';
import { findMessage } from '../../src/domain/inbox/message-at.js';
import { takeReply } from '../../src/domain/inbox/send-reply.js';
import { Refused } from '../../src/kit/errors.js';
import { actorOfUser, answering, toThem } from '../actor.js';
import { composedText } from '../composed-text.js';
import type { BotParts } from '../parts.js';
import { ACTIONS, FORMS } from '../surface.js';
import { REPLY_INPUT, readFormSubject, replyForm } from '../views/reply-form.js';

/** "Responder": writes to the customer through a form, where plain replies in the thread are notes. */
export function registerCompose(app: App, parts: BotParts): void {
  app.action(ACTIONS.reply, async ({ ack, body, action, client, respond }) => {
    await answering(parts, toThem(respond), async () => {
      await actorOfUser(parts, body.user.id);
      const id = Number('value' in action ? action.value : NaN);
      const card = await cardOf(parts.source.manager, id);
      if (!card) throw new Refused('slack:refused.no_conversation', { number: id });
      await client.views.open({ trigger_id: 'trigger_id' in body ? body.trigger_id : '', view: replyForm(id, card.contact_name, parts.t) });
      return undefined;
    });
    await ack();
  });

  app.view(FORMS.reply, async ({ ack, body, view }) => {
    let refused: string | undefined;
    await answering(parts, async (why) => void (refused = why), async () => {
      const text = composedText(view.state.values[REPLY_INPUT.block]?.[REPLY_INPUT.action]?.value ?? '', parts.t, REPLY_INPUT.block);
      await takeComposed(parts, body.user.id, readFormSubject(view.private_metadata), view.id, text);
      return undefined;
    });
    return refused === undefined ? ack() : ack({ response_action: 'errors', errors: { [REPLY_INPUT.block]: refused } });
  });
}

/** The form's id makes a form that is submitted twice one reply. */
async function takeComposed(parts: BotParts, userId: string, { conversationId, quotedId }: ReturnType<typeof readFormSubject>, formId: string, body: string): Promise<void> {
  const actor = await actorOfUser(parts, userId);
  await parts.ledger.run(actor, { conversation: conversationId }, async (ctx) => {
    const home = await liveThread(ctx.tx, ctx.conversation.id);
    if (!home) throw new Refused('slack:refused.no_thread');
    const author = await findAgentBySlackId(ctx.tx, userId);
    const quoted = quotedId === undefined ? undefined : await findMessage(ctx.tx, quotedId);
    await takeReply(ctx, { channelId: home.channel_id, threadTs: home.thread_ts, ts: `form:${formId}`.slice(0, 64), slackUserId: userId, intent: 'reply', body, author, quotedExternalId: quoted?.external_id ?? null });
  });
}
