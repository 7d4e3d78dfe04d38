import { randomBytes } from 'node:crypto';
import { isBlank, readContent } from './api/message-content.js';
import { postAsApp, showEphemeral, takeAway, updateAsApp } from './app-posts.js';
import type { SimContext } from './context.js';
import type { JsonObject } from './model.js';

const LIFETIME_MS = 30 * 60_000;
const USES = 5;

/** What an interaction was about, so that an answer to its response_url finds its place. */
export interface ResponseOrigin {
  user: string;
  channel: string;
  /** The message acted on; a message or an ephemeral. */
  ts?: string;
}

/** response_url: good for five answers within thirty minutes. */
export class ResponseUrls {
  private readonly known = new Map<string, ResponseOrigin & { expires: number; left: number }>();

  /** A path below the simulator's address. */
  issue(origin: ResponseOrigin): string {
    for (const [token, entry] of this.known) if (entry.expires < Date.now()) this.known.delete(token);
    const token = randomBytes(12).toString('hex');
    this.known.set(token, { ...origin, expires: Date.now() + LIFETIME_MS, left: USES });
    return `/response/actions/${token}`;
  }

  /** Spends one use; undefined when the address is unknown, expired or used up. */
  spend(token: string): ResponseOrigin | undefined {
    const entry = this.known.get(token);
    if (!entry || entry.expires < Date.now() || entry.left <= 0) return undefined;
    entry.left -= 1;
    return entry;
  }
}

/** Does what an app posted to a response_url, or answered a slash command with. Throws ApiError for bad content. */
export function respond(sim: SimContext, origin: ResponseOrigin, given: JsonObject): void {
  const ephemeral = sim.store.ephemerals.find((known) => known.ts === origin.ts && known.user === origin.user);
  const message = origin.ts ? sim.store.message(origin.channel, origin.ts) : undefined;
  if (given.delete_original === true) {
    if (ephemeral) sim.store.dropEphemeral(ephemeral);
    else if (message) void sim.courier.event(takeAway(sim, message));
    return;
  }
  const content = readContent(given);
  if (isBlank(content)) return;
  if (given.replace_original === true && ephemeral) {
    ephemeral.text = content.text ?? '';
    ephemeral.blocks = content.blocks;
    ephemeral.attachments = content.attachments;
    return sim.store.announce({ kind: 'ephemeral', ephemeral });
  }
  if (given.replace_original === true && message) {
    updateAsApp(sim, message, { ...content, blocks: content.blocks ?? [] });
    return;
  }
  const threadTs = given.thread_ts ? String(given.thread_ts) : undefined;
  if (given.response_type === 'in_channel') postAsApp(sim, content, { channel: origin.channel, threadTs });
  else showEphemeral(sim, content, { channel: origin.channel, user: origin.user, threadTs });
}
