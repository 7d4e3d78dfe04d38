import type { App } from '@slack/bolt';
import { findAttachment } from '../../src/domain/media/attachments.js';
import { retryMedia } from '../../src/domain/media/retry.js';
import { Refused } from '../../src/kit/errors.js';
import { actorOfUser, answering, toThem } from '../actor.js';
import type { BotParts } from '../parts.js';
import { ACTIONS } from '../surface.js';

/** "Baixar de novo" under a file that is not there. The notice itself then says how it goes. */
export function registerMedia(app: App, parts: BotParts): void {
  app.action(ACTIONS.retryMedia, async ({ ack, body, action, respond }) => {
    await answering(parts, toThem(respond), async () => {
      const id = Number('value' in action ? action.value : NaN);
      const attachment = await findAttachment(parts.source.manager, id);
      if (!attachment) throw new Refused('slack:refused.media_unknown');
      const actor = await actorOfUser(parts, body.user.id);
      await parts.ledger.run(actor, { conversation: attachment.conversation_id }, (ctx) => retryMedia(ctx, id));
      return undefined;
    });
    await ack();
  });
}
