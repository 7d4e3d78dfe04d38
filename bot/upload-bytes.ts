import type { Readable } from 'node:stream';
import { request } from 'undici';
import { Broken, TryLater } from '../src/kit/errors.js';

/** For 100 MB over a slow line, ms. */
const LONGEST_UPLOAD_MS = 180_000;

/**
 * Sends bytes to the address files.getUploadURLExternal gave; nothing is shown by it, so it may be repeated.
 * @throws TryLater, Broken when Slack will not have them
 */
export async function uploadBytes(url: string, body: Readable, bytes: number, signal: AbortSignal): Promise<void> {
  let status: number;
  try {
    const answer = await request(url, {
      method: 'POST', body, headersTimeout: LONGEST_UPLOAD_MS, signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_UPLOAD_MS)]),
      headers: { 'content-type': 'application/octet-stream', 'content-length': String(bytes) },
    });
    await answer.body.dump();
    status = answer.statusCode;
  } catch (error) {
    throw new TryLater(`the upload to Slack broke off (${(error as { code?: string }).code ?? (error as Error).name})`);
  } finally {
    body.destroy();
  }
  if (status === 413) throw new Broken('slack_refuses: too large');
  // The address lives for a moment only: with any other answer, another one is asked for.
  if (status !== 200) throw new TryLater(`the upload to Slack was answered HTTP ${status}`);
}
