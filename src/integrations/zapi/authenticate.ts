import { createHmac, timingSafeEqual } from 'node:crypto';

/** The secrets a webhook may prove itself with (contract.md, HTTP). */
export interface WebhookSecrets {
  token: string | undefined;
  clientToken: string | undefined;
  webhookSecret: string | undefined;
}

export interface WebhookProof {
  headers: Record<string, string | string[] | undefined>;
  /** The secret given as last path segment or `?token=`, undefined when none was given. */
  urlSecret: string | undefined;
  /** Bodies the signature may have been made of: as it came, and inflated. */
  rawBodies: Buffer[];
}

export type Authenticity = 'authentic' | 'wrong_url' | 'not_authentic';

/** Compares in a time that tells nothing of the content: both sides are hashed to the same length first. */
function equal(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function header(proof: WebhookProof, name: string): string | undefined {
  const value = proof.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/**
 * Is this webhook from our gateway? Any one proof suffices: the secret in the URL, an HMAC of the raw body, or the
 * account's token in a header. The instance token alone suffices only while no webhook secret is set.
 */
export function authenticate(proof: WebhookProof, secrets: WebhookSecrets): Authenticity {
  if (proof.urlSecret !== undefined) {
    return secrets.webhookSecret !== undefined && equal(proof.urlSecret, secrets.webhookSecret) ? 'authentic' : 'wrong_url';
  }
  const accepted = [secrets.clientToken, secrets.webhookSecret === undefined ? secrets.token : undefined].filter((token) => token !== undefined);
  const tokens = [header(proof, 'z-api-token'), header(proof, 'client-token')].filter((token) => token !== undefined);
  if (tokens.some((given) => accepted.some((expected) => equal(given, expected)))) return 'authentic';
  const signatures = [header(proof, 'x-zapi-signature'), header(proof, 'x-webhook-signature')].filter((signature) => signature !== undefined);
  const { webhookSecret } = secrets;
  if (signatures.length === 0 || webhookSecret === undefined) return 'not_authentic';
  const given = signatures.map((signature) => signature.trim().toLowerCase().replace(/^sha256=/, ''));
  const expected = proof.rawBodies.map((raw) => createHmac('sha256', webhookSecret).update(raw).digest('hex'));
  return given.some((one) => expected.some((other) => equal(one, other))) ? 'authentic' : 'not_authentic';
}
