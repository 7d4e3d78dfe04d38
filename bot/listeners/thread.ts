import type { App } from '@slack/bolt';
import type { BotParts } from '../parts.js';
import { arrivalOf, readThreadEvent, type SlackMessage } from '../slack-arrival.js';

/** Messages in threads go into the letterbox; the inbox worker reads them (bot/inbound.ts). */
export function registerThread(app: App, parts: BotParts): void {
  app.event('message', async ({ event, context }) => {
    // A file of ours need not carry our bot id, only our user id.
    const { user, message } = event as SlackMessage;
    const author = message?.user ?? user;
    if (author !== undefined && author === context.botUserId) return;
    const thread = readThreadEvent(event as SlackMessage);
    if (thread) await parts.letterbox.accept(arrivalOf(thread, parts.clock.now()));
  });
}
