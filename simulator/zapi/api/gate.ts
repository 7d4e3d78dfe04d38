/** Who may call: the account's Client-Token, then instance id and token (zapi.md §1.3). */
import { timingSafeEqual } from 'node:crypto';
import type { Settings } from '../settings.js';
import type { ApiAnswer } from './call.js';

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The refusal for these credentials, or undefined when they are right. */
export function refusal(settings: Settings, given: { instanceId: string; token: string; clientToken: string | undefined }): ApiAnswer | undefined {
  if (settings.clientToken !== undefined) {
    if (!given.clientToken) return { status: 400, body: { error: 'your client-token is not configured' } };
    if (!same(given.clientToken, settings.clientToken)) return { status: 403, body: { error: `Client-Token ${given.clientToken} not allowed` } };
  }
  if (!same(given.instanceId, settings.instanceId) || !same(given.token, settings.token)) {
    return { status: 404, body: { error: 'Instance not found' } };
  }
  return undefined;
}
