import type { App } from '@slack/bolt';
import type { BotParts } from '../parts.js';
import { arrivalOfReaction, readReactionEvent } from '../slack-arrival.js';

/** Reactions people put on messages go into the letterbox; our own (ticks) Bolt drops before they come here. */
export function registerReactions(app: App, parts: BotParts): void {
  for (const name of ['reaction_added', 'reaction_removed'] as const) {
    app.event(name, async ({ event }) => {
      const reaction = readReactionEvent(event);
      if (reaction) await parts.letterbox.accept(arrivalOfReaction(reaction, parts.clock.now()));
    });
  }
}
