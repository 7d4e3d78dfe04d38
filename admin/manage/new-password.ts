import { hash } from '@node-rs/argon2';
import type { House } from '../../src/wire.js';

/** NIST SP 800-63B: length is what counts. */
const SHORTEST = 12;
const LONGEST = 200;

/** Puts the argon2id hash in place of a typed password; an empty one keeps the old. A refusal names the rule at the field. */
export function hashTypedPassword({ t }: Pick<House, 't'>) {
  return async (given: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const typed = typeof given['password_hash'] === 'string' ? given['password_hash'] : '';
    if (typed === '') return { ...given, password_hash: '' };
    if ([...typed].length < SHORTEST || typed.length > LONGEST) {
      return { refused: { message: t('portal:manage.check_fields'), fields: { password_hash: t('portal:agents.password_length', { min: SHORTEST, max: LONGEST }) } } };
    }
    return { ...given, password_hash: await hash(typed) };
  };
}
