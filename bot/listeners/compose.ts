import type { App } from '@slack/bolt';
import { findAgentBySlackId } from '../../src/domain/people/agents.js';
import { cardOf } from '../../src/domain/inbox/find-conversations.js';
import { liveThread } from '../../src/domain/conversation/threads.js';
import { findMessage } from '../../src/domain/inbox/message-at.js';
import { takeReply } from '../../src/domain/inbox/send-reply.js';
import { Refused } from '../../src/kit/errors.js';
import { cleanText } from '../../src/kit/text/clean.js';
import { readReplyIntent } from '../../src/kit/text/reply-prefix.js';
import { isBlankText, slackToWhatsapp } from '../../src/kit/text/slack-to-whatsapp.js';
import { actorOfUser, answering } from '../actor.js';
import type { BotParts } from '../parts.js';
import { ACTIONS, FORMS } from '../surface.js';
import { escapeText } from '../views/parts.js';
import { REPLY_INPUT, readFormSubject, replyForm } from '../views/reply-form.js';

/** "Responder": writes to the customer through a form, where plain replies in the thread are notes. */
export function registerCompose(app: App, parts: BotParts): void {
  app.action(ACTIONS.reply, async ({ ack, body, action, client, respond }) => {
    await answering(parts, (text) => respond({ text, response_type: 'ephemeral', replace_original: false }), async () => {
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
    const refuse = (text: string) => ack({ response_action: 'errors', errors: { [REPLY_INPUT.block]: text } });
    const source = { text: escapeText(view.state.values[REPLY_INPUT.block]?.[REPLY_INPUT.action]?.value ?? '') };
    const { kind } = readReplyIntent(source, 'reply');
    if (kind === 'note' || kind === 'keyword') return refuse(parts.t('slack:form.note'));
    const text = cleanText(slackToWhatsapp(source, { user: () => parts.t('slack:colleague') }));
    if (kind === 'empty' || isBlankText(text)) return refuse(parts.t('slack:form.empty'));
    let refused: string | undefined;
    await answering(parts, async (why) => void (refused = why), async () => {
      await takeComposed(parts, body.user.id, readFormSubject(view.private_metadata), view.id, text);
      return undefined;
    });
    return refused === undefined ? ack() : refuse(refused);
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
