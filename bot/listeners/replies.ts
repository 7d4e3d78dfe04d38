import type { App } from '@slack/bolt';
import { keepHeldReply, retryMessage, sendHeldReply } from '../../src/domain/inbox/decide-reply.js';
import { findOutbound, findReply, findReplyAt } from '../../src/domain/inbox/replies.js';
import type { Ctx } from '../../src/domain/ctx.js';
import { Refused } from '../../src/kit/errors.js';
import { actorOfUser, answering, toThem, type Say } from '../actor.js';
import type { BotParts } from '../parts.js';
import { ACTIONS, SHORTCUTS } from '../surface.js';

/** What a click on each button does, and what the message with the buttons says afterwards. */
const DECISIONS = [
  { action: ACTIONS.sendHeld, decide: sendHeldReply, said: 'slack:done.reply_sent' },
  { action: ACTIONS.keepHeld, decide: keepHeldReply, said: 'slack:done.reply_kept' },
] as const;

/** Decisions on replies: a held one goes out or stays a note; a failed one is tried again. */
export function registerReplies(app: App, parts: BotParts): void {
  for (const { action: actionId, decide, said } of DECISIONS) {
    app.action(actionId, async ({ ack, body, action, respond }) => {
      let decided = false;
      const say: Say = (text, blocks) => (decided ? respond({ text, replace_original: true }) : toThem(respond)(text, blocks));
      await answering(parts, say, async () => {
        const id = Number('value' in action ? action.value : NaN);
        const reply = await findReply(parts.source.manager, id);
        if (!reply) throw new Refused('slack:refused.reply_unknown');
        await asActor(parts, body.user.id, reply.conversation_id, (ctx) => decide(ctx, id));
        decided = true;
        return parts.t(said);
      });
      await ack();
    });
  }
  app.shortcut({ callback_id: SHORTCUTS.sendHeld, type: 'message_action' }, async ({ ack, shortcut, respond }) => {
    await answering(parts, toThem(respond), async () => {
      const reply = await findReplyAt(parts.source.manager, shortcut.channel.id, shortcut.message.ts);
      if (!reply) throw new Refused('slack:refused.not_held');
      await asActor(parts, shortcut.user.id, reply.conversation_id, (ctx) => sendHeldReply(ctx, reply.id));
      return parts.t('slack:done.reply_sent');
    });
    await ack();
  });
  app.action(ACTIONS.retry, async ({ ack, body, action, respond }) => {
    await answering(parts, toThem(respond), async () => {
      const id = Number('value' in action ? action.value : NaN);
      const message = await findOutbound(parts.source.manager, id);
      if (!message) throw new Refused('slack:refused.reply_unknown');
      await asActor(parts, body.user.id, message.conversation_id, (ctx) => retryMessage(ctx, id));
      return undefined;
    });
    await ack();
  });
}

async function asActor(parts: BotParts, userId: string, conversation: number, command: (ctx: Ctx) => Promise<void>): Promise<void> {
  await parts.ledger.run(await actorOfUser(parts, userId), { conversation }, command);
}
