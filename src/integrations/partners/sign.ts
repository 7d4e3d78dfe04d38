import { createHmac } from 'node:crypto';

/**
 * The headers by which the receiver of a webhook knows that it came from here and is not an old one played again
 * (standardwebhooks.com, so that ready-made libraries check it).
 * @param secret `whsec_…`, base64 after the prefix
 * @param at the moment of this attempt
 */
export function signatureHeaders(secret: string, id: string, at: Date, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
