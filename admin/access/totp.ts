import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { sealText, unsealText } from '../../src/kit/sealed.js';

const STEP_S = 30;
/** Steps before and after now that are taken as well: clocks of phones differ. */
const WINDOW = 1;
const RECOVERY_CODES = 10;

const PURPOSE = 'portal second factor';

/** A new secret (160 bits, RFC 4226), base32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** The secret as it is stored, bound to the person. */
export const seal = (secret: string, agentId: number, sessionSecret: string): string => sealText(secret, String(agentId), sessionSecret, PURPOSE);

/** The secret again; undefined when SESSION_SECRET is another one than it was sealed with. */
export const unseal = (sealed: string, agentId: number, sessionSecret: string): string | undefined => unsealText(sealed, String(agentId), sessionSecret, PURPOSE);

function totpOf(secret: string, issuer = '', label = ''): TOTP {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period: STEP_S });
}

/** What an authenticator app reads from the picture. */
export const addressOf = (secret: string, issuer: string, label: string): string => totpOf(secret, issuer, label).toString();

/** The step a code belongs to; undefined when it is wrong. */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = totpOf(secret).validate({ token, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / STEP_S) + delta;
}

/** Codes for who has lost the device: `XXXX-XXXX-XXXX-XXXX`, 80 bits each. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => (new Secret({ buffer: new Uint8Array(randomBytes(10)).buffer }).base32.match(/.{4}/g) as string[]).join('-'));
}

/** As it is stored; spaces, hyphens and case do not matter. */
export const recoveryHash = (code: string): string => createHash('sha256').update(code.replace(/[\s-]/g, '').toUpperCase()).digest('base64url');
