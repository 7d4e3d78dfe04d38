import type { WebClient } from '@slack/web-api';
import { Broken, TryLater } from '../src/kit/errors.js';
import { MessageGone, ScopeMissing, slackCall } from './slack-call.js';

/** Until the first byte, ms. */
const ANSWER_MS = 15_000;

/**
 * Opens a file somebody posted, with the bot's token, from Slack's own host only: the token goes nowhere else. The address
 * is asked for anew, so that a file that was deleted meanwhile is not sent.
 * @throws Broken when it is gone or not Slack's to give, TryLater when it may be had later
 */
export async function openSlackFile(client: WebClient, token: string, apiUrl: string, fileId: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
  const { file } = await slackCall('files', () => client.files.info({ file: fileId })).catch((error: unknown) => {
    if (error instanceof MessageGone || (error instanceof Broken && /file_not_found|file_deleted/.test(error.message))) throw new Broken('Slack: the file was deleted');
    throw error;
  });
  const address = file?.url_private_download ?? file?.url_private ?? '';
  if (!isSlacks(address, apiUrl)) throw new Broken('Slack: the file is not kept by Slack');
  const limit = AbortSignal.any([signal, AbortSignal.timeout(60_000)]);
  const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` }, redirect: 'error', signal: limit }).catch((error: unknown) => {
    throw new TryLater(`Slack: the file cannot be read (${(error as Error).name})`, { afterMs: ANSWER_MS });
  });
  if (answer.status === 404) throw new Broken('Slack: the file was deleted');
  if (!answer.ok || !answer.body) throw new TryLater(`Slack answered ${answer.status} for a file`);
  // Without the right to read it Slack answers with its sign-in page.
  if (answer.headers.get('content-type')?.startsWith('text/html') && file?.mimetype !== 'text/html') throw new ScopeMissing('files:read');
  return answer.body as AsyncIterable<Uint8Array>;
}

/** An address of Slack's files, or of the place the API is at (a local Slack). */
export function isSlacks(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, hostname } = new URL(address);
  return host === new URL(apiUrl).host || (protocol === 'https:' && (hostname === 'files.slack.com' || hostname === 'slack-files.com'));
}
