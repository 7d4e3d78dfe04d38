import { Agent, request, type Dispatcher } from 'undici';
import { retryAfterMs } from '../../kit/http-client.js';
import type { Address } from '../../kit/public-address.js';

/** How long a call may take, ms. */
export interface CallLimits {
  connectMs: number;
  totalMs: number;
}

export const CALL_LIMITS: CallLimits = { connectMs: 3000, totalMs: 8000 };
/** The limits of one call that has begun, its name's look-up included. */
export interface CallTime extends CallLimits {
  /** Aborted when totalMs have passed. */
  over: AbortSignal;
}

export const beginCall = (limits: CallLimits): CallTime => ({ ...limits, over: AbortSignal.timeout(limits.totalMs) });

/** As much of an answer is read, bytes; what comes after is not waited for. */
const LONGEST_ANSWER = 65_536;

export interface PartnerAnswer {
  status: number;
  text: string;
  retryAfterMs: number | undefined;
}

/** No answer came: nothing is known of what the other side did. */
export class NoAnswer extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NoAnswer';
  }
}

/**
 * Posts a body and reads the answer, whatever its status. One connection a call: a pooled one that the other side has just
 * closed would look like a lost answer. Certificates are checked, redirects are not followed: they would take the token along.
 * @param at the address that was checked, for hosts that anybody may have written
 * @throws NoAnswer
 */
export async function postJson(url: string, headers: Record<string, string>, body: string, { connectMs, totalMs, over }: CallTime, signal: AbortSignal, at?: Address): Promise<PartnerAnswer> {
  const agent = new Agent({
    connect: { timeout: connectMs, ...(at ? { lookup: (_name, options, done) => (options.all ? done(null, [at]) : done(null, at.address, at.family)) } : {}) },
    pipelining: 0,
  });
  try {
    const answer = await request(url, {
      dispatcher: agent, method: 'POST', body, signal: AbortSignal.any([over, signal]), headersTimeout: totalMs, bodyTimeout: totalMs,
      headers: { 'content-type': 'application/json', accept: 'application/json', 'user-agent': 'carinho-atendimento', ...headers },
    });
    return { status: answer.statusCode, text: await readSome(answer.body, answer.statusCode), retryAfterMs: waitOf(answer.headers['retry-after']) };
  } catch (error) {
    throw new NoAnswer(over.aborted ? `no answer within ${totalMs / 1000} s` : told(error));
  } finally {
    await agent.destroy();
  }
}

/** The status is the answer: a body of a success that breaks off takes nothing back. */
async function readSome(body: Dispatcher.ResponseData['body'], status: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= LONGEST_ANSWER) break;
    }
  } catch (error) {
    if (status < 200 || status > 299) throw error;
  }
  return Buffer.concat(chunks).subarray(0, LONGEST_ANSWER).toString('utf8');
}

function waitOf(header: string | string[] | undefined): number | undefined {
  return retryAfterMs((Array.isArray(header) ? header[0] : header) ?? null);
}

/** A code, never an address: it becomes visible to people. */
function told(error: unknown): string {
  const { code, name } = error as { code?: string; name: string };
  const what = code ?? name;
  return /CERT|SIGNATURE|TLS|SSL/.test(what) ? `its certificate is not accepted (${what})` : `no connection (${what})`;
}
