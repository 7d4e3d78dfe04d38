import type { App } from '@slack/bolt';
import type { BotParts } from '../parts.js';
import { arrivalOf, readThreadEvent, type SlackMessage } from '../slack-arrival.js';

/** Messages in threads go into the letterbox; the inbox worker reads them (bot/inbound.ts). */
export function registerThread(app: App, parts: BotParts): void {
  app.event('message', async ({ event }) => {
    const thread = readThreadEvent(event as SlackMessage);
    if (thread) await parts.letterbox.accept(arrivalOf(thread, parts.clock.now()));
  });
}
