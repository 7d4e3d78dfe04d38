import { ErrorCode, WebClient, type Logger } from '@slack/web-api';
import { Broken, TryLater } from '../src/kit/errors.js';

/** The channel cannot be posted to: archived, gone, or the bot is not in it. */
export class PlaceLost extends Error {
  constructor(readonly channelId: string, readonly code: string) {
    super(`Slack channel ${channelId}: ${code}`);
  }
}

/** The message or thread we refer to is gone. */
export class MessageGone extends Error {
  constructor(readonly code: string) {
    super(`Slack: ${code}`);
  }
}

/** Slack wants us to be slower in this channel. */
export class SlackLimited extends TryLater {
  constructor(readonly channelId: string, afterMs: number) {
    super('Slack: rate limited', { afterMs, outcome: 'not_done', counts: false });
  }
}

/** The token or its rights: nothing can be posted until a person mends it. Everything waits. */
export class SlackAuthLost extends TryLater {
  constructor(readonly code: string) {
    super(`Slack refuses the bot token (${code}): run "npm run doctor"`, { afterMs: 20_000, outcome: 'not_done', counts: false });
  }
}

/** A right the app was not given yet: what needs it can be left out until a person reinstalls the app. */
export class ScopeMissing extends TryLater {
  constructor(scope: string) {
    super(`Slack: the app lacks the scope ${scope} (run "npm run doctor")`, { afterMs: 20_000 });
  }
}

const AUTH = new Set(['invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive', 'org_login_required', 'ekm_access_denied']);
const PLACE = new Set(['channel_not_found', 'is_archived', 'not_in_channel', 'channel_is_archived', 'restricted_action', 'is_inactive']);
const GONE = new Set(['message_not_found', 'thread_not_found', 'cannot_reply_to_message', 'parent_message_not_found']);
const PASSING = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org', 'message_limit_exceeded']);
const NEVER_LEFT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT/;

interface SlackFailure {
  code?: string;
  retryAfter?: number;
  statusCode?: number;
  data?: { error?: string; needed?: string; response_metadata?: { messages?: string[] } };
  original?: Error & { code?: string; cause?: { code?: string } };
  message?: string;
}

/** A client that tries once: repeating is the lane's business. */
export function createSlackClient(token: string | undefined, apiUrl: string, logger: Logger, timeoutMs = 15_000): WebClient {
  return new WebClient(token, { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: timeoutMs, logger });
}

/**
 * One Web API call, its failure sorted by what it means for us.
 * @throws SlackLimited, SlackAuthLost, PlaceLost, MessageGone, TryLater (outcome unknown when it may have been done), Broken
 */
export async function slackCall<T>(channelId: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw sortFailure(channelId, error as SlackFailure);
  }
}

function sortFailure(channelId: string, failure: SlackFailure): Error {
  if (failure.code === ErrorCode.RateLimitedError) return new SlackLimited(channelId, Math.max(0, failure.retryAfter ?? 1) * 1000);
  if (failure.code === ErrorCode.HTTPError) return new TryLater(`Slack answered HTTP ${failure.statusCode}`, { outcome: 'unknown' });
  if (failure.code === ErrorCode.RequestError) {
    const detail = `${failure.original?.cause?.code ?? failure.original?.code ?? ''} ${failure.original?.message ?? failure.message ?? ''}`.trim();
    const never = NEVER_LEFT.test(detail);
    return new TryLater(`Slack is not reachable: ${detail}`, { outcome: never ? 'not_done' : 'unknown', counts: !never });
  }
  const code = failure.data?.error;
  if (code === undefined) return error(failure);
  if (code === 'ratelimited' || code === 'rate_limited') return new SlackLimited(channelId, 1000);
  if (AUTH.has(code)) return new SlackAuthLost(code);
  if (code === 'missing_scope') return new ScopeMissing(failure.data?.needed ?? '');
  if (PLACE.has(code)) return new PlaceLost(channelId, code === 'is_inactive' ? 'is_archived' : code);
  if (GONE.has(code)) return new MessageGone(code);
  if (PASSING.has(code)) return new TryLater(`Slack: ${code}`, { outcome: 'unknown' });
  return new Broken(`Slack refuses it: ${[code, ...(failure.data?.response_metadata?.messages ?? [])].join('; ')}`);
}

function error(failure: SlackFailure): Error {
  return failure instanceof Error ? failure : new Broken(String(failure));
}
