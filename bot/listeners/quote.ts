import type { App } from '@slack/bolt';
import { messageAt } from '../../src/domain/inbox/message-at.js';
import { Refused } from '../../src/kit/errors.js';
import { actorOfUser, answering, toThem } from '../actor.js';
import type { BotParts } from '../parts.js';
import { SHORTCUTS } from '../surface.js';
import { quotedWords } from '../views/quoted.js';
import { replyForm } from '../views/reply-form.js';

/** "Responder citando": answers one message of the customer, or goes on from one of the team's own. */
export function registerQuote(app: App, parts: BotParts): void {
  app.shortcut({ callback_id: SHORTCUTS.quote, type: 'message_action' }, async ({ ack, shortcut, client, respond }) => {
    await answering(parts, toThem(respond), async () => {
      await actorOfUser(parts, shortcut.user.id);
      const message = await messageAt(parts.source.manager, shortcut.channel.id, shortcut.message.ts);
      if (!message) throw new Refused('slack:refused.no_message');
      if (message.external_id === null || message.status === 'deleted') throw new Refused('slack:refused.not_quotable');
      const view = replyForm(message.conversation_id, message.contact_name, parts.t, { messageId: message.id, text: quotedWords(message, parts.t) });
      await client.views.open({ trigger_id: shortcut.trigger_id, view });
      return undefined;
    });
    await ack();
  });
}
