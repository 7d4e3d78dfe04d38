import { selectOne, type Sql } from '../../db/rows.js';
import { WEBHOOK_SECRET_PURPOSE, whoseSecret } from '../../domain/partners/outgoing-webhooks.js';
import { Broken } from '../../kit/errors.js';
import { addressOfHost, NoAddress, type Address, type Resolve } from '../../kit/public-address.js';
import { unsealText } from '../../kit/sealed.js';
import { NoAnswer, type CallTime } from './call.js';
import { signatureHeaders } from './sign.js';

/** One of the house's own systems: its address and token come from the environment. */
export interface PartnerAccess {
  baseUrl: string;
  token: string | undefined;
}

/** Where a call goes, and what proves that it is ours. */
export interface Target {
  url: string;
  /** The address that was checked; undefined for the house's own systems, which the environment names. */
  at?: Address;
  /** What an answer must not carry into an error: the token, the signing secret. */
  secret: string | undefined;
  headers: (id: string, now: Date, body: string) => Record<string, string>;
}

/** `crm` + `leads` → its address, with the bearer token and the key by which a repetition is known. */
export function partnerTarget({ baseUrl, token }: PartnerAccess, path: string): Target {
  return {
    url: `${baseUrl.replace(/\/+$/, '')}/${path}`,
    secret: token,
    headers: (id) => ({ 'idempotency-key': id, ...(token ? { authorization: `Bearer ${token}` } : {}) }),
  };
}

export interface WebhookRules {
  resolve: Resolve;
  /** `name:port` (or name) called over http and on private addresses: tests and demo only (MEDIA_ALLOW_HTTP). */
  plainHosts: string[];
  /** SESSION_SECRET, under which the secrets are stored. */
  secret: string | undefined;
}

/**
 * A webhook that somebody asked for: https to public addresses only, judged anew at every call, because a name may lead
 * elsewhere tomorrow.
 * @returns undefined when it is switched off, or gone
 * @throws Broken when its address or secret cannot be used; NoAnswer when its name is not known now, or not in time
 */
export async function webhookTarget(sql: Sql, id: number, rules: WebhookRules, { over }: CallTime): Promise<Target | undefined> {
  const row = await selectOne<{ address: string; secret: string | null }>(sql, 'SELECT address, secret FROM outgoing_webhooks WHERE id = ? AND active = 1', [id]);
  if (!row?.secret) return undefined;
  const secret = rules.secret === undefined ? undefined : unsealText(row.secret, whoseSecret(id), rules.secret, WEBHOOK_SECRET_PURPOSE);
  if (secret === undefined) throw new Broken('the secret of this webhook cannot be read: SESSION_SECRET is another one; make a new secret');
  const url = new URL(row.address);
  const plain = rules.plainHosts.includes(url.host) || rules.plainHosts.includes(url.hostname);
  if (url.protocol !== 'https:' && !plain) throw new Broken('this address is not https');
  const at = await inTime(addressOfHost(url.hostname, rules.resolve, plain), over).catch((error: unknown) => {
    if (!(error instanceof NoAddress)) throw error;
    throw error.why === 'not_public' ? new Broken('this address leads into a private network') : new NoAnswer(error.message);
  });
  return { url: url.href, at, secret, headers: (key, now, body) => ({ 'idempotency-key': key, ...signatureHeaders(secret, key, now, body) }) };
}

/** The system's resolver knows no limit of ours: what it is asked is not waited for any longer. */
function inTime<T>(work: Promise<T>, over: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    const giveUp = () => fail(new NoAddress('not_found', 'name not found (ETIMEOUT)'));
    if (over.aborted) giveUp();
    over.addEventListener('abort', giveUp, { once: true });
    work.then(done, fail).finally(() => over.removeEventListener('abort', giveUp));
  });
}
