import type { App } from '@slack/bolt';
import { takeConversation } from '../../src/domain/inbox/assign.js';
import { findThread } from '../../src/domain/conversation/threads.js';
import { selectOne } from '../../src/db/rows.js';
import { Refused } from '../../src/kit/errors.js';
import { actorOfUser, answering } from '../actor.js';
import type { BotParts } from '../parts.js';
import { ACTIONS, COMMANDS, SHORTCUTS } from '../surface.js';

async function take(parts: BotParts, userId: string, conversationId: number): Promise<string> {
  const actor = await actorOfUser(parts, userId);
  await parts.ledger.run(actor, { conversation: conversationId }, takeConversation);
  return parts.t('slack:done.taken', { number: conversationId });
}

/** Reads `#123` or `123`. @throws Refused when it is no number, or no conversation has it */
async function conversationNumber(parts: BotParts, text: string, command: string): Promise<number> {
  const number = /^#?(\d{1,9})$/.exec(text.trim())?.[1];
  if (number === undefined) throw new Refused('slack:refused.number', { command });
  const row = await selectOne(parts.source.manager, 'SELECT id FROM conversations WHERE id = ?', [Number(number)]);
  if (!row) throw new Refused('slack:refused.no_conversation', { number });
  return Number(number);
}

/** Taking a conversation: button on the card, `/assumir #123`, message shortcut. */
export function registerConversation(app: App, parts: BotParts): void {
  app.action(ACTIONS.take, async ({ ack, body, action, respond }) => {
    const say = (text: string) => respond({ text, response_type: 'ephemeral', replace_original: false });
    await answering(parts, say, () => take(parts, body.user.id, Number('value' in action ? action.value : NaN)));
    await ack();
  });
  app.command(COMMANDS.take, async ({ ack, command }) => {
    await answering(parts, (text) => ack({ text, response_type: 'ephemeral' }), async () => take(parts, command.user_id, await conversationNumber(parts, command.text, COMMANDS.take)));
  });
  app.shortcut({ callback_id: SHORTCUTS.take, type: 'message_action' }, async ({ ack, shortcut, respond }) => {
    const say = (text: string) => respond({ text, response_type: 'ephemeral', replace_original: false });
    await answering(parts, say, async () => {
      const { channel, message } = shortcut;
      const thread = await findThread(parts.source.manager, channel.id, (message['thread_ts'] as string | undefined) ?? message.ts);
      if (!thread) throw new Refused('slack:refused.no_thread');
      return take(parts, shortcut.user.id, thread.conversation_id);
    });
    await ack();
  });
}
