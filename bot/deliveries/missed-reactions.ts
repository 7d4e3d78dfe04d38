import { messageAt } from '../../src/domain/inbox/message-at.js';
import { reactionsOfThread, type ThreadReaction } from '../../src/domain/inbox/thread-reactions.js';
import { select, type Sql } from '../../src/db/rows.js';
import { reactionStream, type ReactionEvent, type SlackReaction } from '../slack-arrival.js';

/** What stands on each post of ours that was read, by its ts. */
export type SeenReactions = ReadonlyMap<string, SlackReaction[]>;

interface Place {
  channel: string;
  threadTs: string;
}

/**
 * The reactions on customers' messages of which Slack told us nothing: those that stand and that we do not know, and those
 * we know and that are gone. What we were told once, whatever became of it, is not told again.
 * @param ours the bot's own user id, whose reactions are none
 * @param at Slack's time before the thread was read: whatever an event tells from after it is newer
 */
export async function missedReactions(sql: Sql, place: Place, seen: SeenReactions, ours: string | undefined, at: string): Promise<ReactionEvent[]> {
  const taken = await reactionsOfThread(sql, place.channel, place.threadTs);
  const added = await addedSince(sql, place.channel, seen, taken, ours);
  return [...added.map((one) => event(place.channel, one, true, at)), ...removedSince(seen, taken).map((one) => event(place.channel, one, false, at))];
}

type Reacted = Pick<ReactionEvent, 'ts' | 'user' | 'name'>;

const event = (channel: string, reacted: Reacted, on: boolean, at: string): ReactionEvent => ({ is: 'reaction', channel, ...reacted, on, at });

async function addedSince(sql: Sql, channel: string, seen: SeenReactions, taken: ThreadReaction[], ours: string | undefined): Promise<Reacted[]> {
  const found: Reacted[] = [];
  for (const [ts, reactions] of seen) {
    const standing = reactions.flatMap(({ name, users }) => users.filter((user) => user !== ours).map((user) => ({ ts, user, name })));
    if (standing.length === 0) continue;
    const message = await messageAt(sql, channel, ts);
    if (message?.author_kind !== 'contact') continue;
    const told = await lastTold(sql, channel, ts);
    for (const one of standing) {
      const known = taken.find((row) => row.message_id === message.id && row.slack_user_id === one.user && row.name === one.name);
      if (!(known?.standing ?? told.get(`${one.user}:${one.name}`) ?? false)) found.push(one);
    }
  }
  return found;
}

/** What the newest event about each reaction on a message said: put there, or taken back. */
async function lastTold(sql: Sql, channel: string, ts: string): Promise<Map<string, boolean>> {
  const rows = await select<{ payload: string }>(sql, "SELECT payload FROM webhook_events WHERE event_key = ? AND kind = 'reaction' ORDER BY occurred_at, id", [reactionStream(channel, ts)]);
  return new Map(rows.map(({ payload }) => JSON.parse(payload) as ReactionEvent).map(({ user, name, on }) => [`${user}:${name}`, on]));
}

/** Gone is what stands on no part of a message of which every part was read; Slack may name fewer people than it counts. */
function removedSince(seen: SeenReactions, taken: ThreadReaction[]): Reacted[] {
  return taken.flatMap(({ standing, parts, slack_user_id: user, name }) => {
    const [ts] = parts;
    if (!standing || ts === undefined || !parts.every((part) => seen.has(part))) return [];
    const still = parts.some((part) => seen.get(part)?.some((one) => one.name === name && (one.users.includes(user) || one.count > one.users.length)));
    return still ? [] : [{ ts, user, name }];
  });
}
