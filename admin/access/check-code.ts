import type { Actor } from '../../src/domain/ctx.js';
import { factorOf, takeRecovery, takeStep } from '../../src/domain/people/second-factor.js';
import type { House } from '../../src/wire.js';
import { recoveryHash, stepOf, unseal } from './totp.js';

/** Is this the code of the person's app now, or one of their recovery codes? Takes it: the same one is refused afterwards. */
export async function takesCode(house: House, actor: Extract<Actor, { kind: 'agent' }>, code: string, address: string | null): Promise<boolean> {
  const { source, config, clock, ledger } = house;
  const factor = await factorOf(source.manager, actor.id);
  if (!factor?.confirmed) return false;
  const secret = unseal(factor.secret, actor.id, config.SESSION_SECRET ?? '');
  const step = secret === undefined ? undefined : stepOf(secret, code, clock.now());
  if (step !== undefined) return takeStep(source.manager, actor.id, step);
  return ledger.run(actor, {}, (ctx) => takeRecovery(ctx, actor.id, recoveryHash(code), address));
}
