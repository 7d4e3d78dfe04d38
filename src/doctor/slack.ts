import { WebClient, type Logger } from '@slack/web-api';
import { reasonOf } from '../kit/errors.js';
import { maskText } from '../kit/mask.js';
import type { Settings } from './finding.js';

const nothing = () => undefined;
/** The doctor says itself what is wrong; the client's own warnings would stand between its lines. */
const QUIET: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing, setLevel: nothing, setName: nothing, getLevel: () => 'error' as ReturnType<Logger['getLevel']> };

/** A client that tries once. */
export function slackFor(settings: Settings, token: string | undefined): WebClient {
  return new WebClient(token, { slackApiUrl: settings.SLACK_API_URL ?? 'https://slack.com/api/', retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: 8000, logger: QUIET });
}

/** The call's result, or Slack's error code (or, when it could not be reached, why). */
export async function askSlack<T>(call: () => Promise<T>): Promise<{ result: T } | { error: string }> {
  try {
    return { result: await call() };
  } catch (error) {
    const { data, original } = error as { data?: { error?: string }; original?: unknown };
    return { error: data?.error ?? maskText(reasonOf(deepest(original ?? error))) };
  }
}

/** "fetch failed" says nothing; what caused it does. */
function deepest(error: unknown): unknown {
  const { cause } = error as { cause?: unknown };
  return cause === undefined || cause === null ? error : deepest(cause);
}
