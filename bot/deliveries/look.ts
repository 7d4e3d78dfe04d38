import type { TranscriptLine } from '../../src/domain/inbox/transcript.js';
import type { SendContext } from '../../src/domain/outbox/drain.js';
import type { BotParts } from '../parts.js';
import type { MessageLook } from '../views/message.js';
import { linkTo } from './links.js';

const keyOf = (place: { channel: string; ts: string }) => `${place.channel}/${place.ts}`;

/** What is needed to draw these messages beside themselves; asks Slack for the links to what they quote. */
export async function lookFor(lines: TranscriptLine[], contactName: string, context: SendContext, parts: BotParts): Promise<MessageLook> {
  const links = new Map<string, string | undefined>();
  for (const { quoted } of lines) {
    const place = quoted === null || quoted === 'unknown' ? null : quoted.place;
    if (place !== null && !links.has(keyOf(place))) links.set(keyOf(place), await linkTo(parts, place.channel, place.ts));
  }
  return {
    t: parts.t,
    now: context.now,
    zone: parts.zone,
    locale: parts.locale,
    contactName,
    linkTo: (place) => links.get(keyOf(place)),
  };
}
