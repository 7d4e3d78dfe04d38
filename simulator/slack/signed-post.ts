import { createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { Ack } from './model.js';

/** Slack's v0 signature headers for a raw body. */
export function signatureHeaders(secret: string, body: string, seconds = Math.floor(Date.now() / 1000)): Record<string, string> {
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${digest}` };
}

/** Posts to the product over kept-alive connections of its own, so that close() leaves nothing open. */
export class SignedPoster {
  private readonly agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) };

  /** Posts once; a reused connection that was reset is tried again on a fresh one. Never rejects. */
  async post(url: string, secret: string, contentType: string, body: string, headers: Record<string, string>, timeoutMs: number): Promise<Ack & { noRetry?: boolean }> {
    const all = {
      'content-type': contentType, 'content-length': String(Buffer.byteLength(body)), accept: '*/*',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)', ...signatureHeaders(secret, body), ...headers,
    };
    const first = await this.attempt(url, all, body, timeoutMs);
    return first.reusedReset ? this.attempt(url, all, body, timeoutMs) : first;
  }

  private attempt(url: string, headers: Record<string, string>, body: string, timeoutMs: number): Promise<Ack & { noRetry?: boolean; reusedReset?: boolean }> {
    return new Promise((resolve) => {
      const target = new URL(url);
      const secure = target.protocol === 'https:';
      const request = (secure ? https : http).request(target, { method: 'POST', headers, agent: this.agents[secure ? 'https:' : 'http:'] });
      const timer = setTimeout(() => {
        resolve({ status: 0, body: null, error: 'http_timeout' });
        request.destroy();
      }, timeoutMs);
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => resolve({ status: 0, body: null, error: 'connection_failed' }));
        response.on('end', () => {
          clearTimeout(timer);
          const status = response.statusCode ?? 0;
          const ok = status >= 200 && status < 300;
          resolve({
            status, body: readBody(Buffer.concat(chunks).toString('utf8')), ...(ok ? {} : { error: 'http_error' }),
            noRetry: response.headers['x-slack-no-retry'] === '1',
          });
        });
      });
      request.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        resolve({ status: 0, body: null, error: 'connection_failed', reusedReset: request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE') });
      });
      request.end(body);
    });
  }

  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }
}

function readBody(text: string): unknown {
  if (text === '') return '';
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
