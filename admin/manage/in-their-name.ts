import type { ActionContext } from 'adminjs';
import type { Ctx } from '../../src/domain/ctx.js';
import { ChangedMeanwhile, FieldsRefused } from '../../src/domain/settings/refusals.js';
import { Refused } from '../../src/kit/errors.js';
import type { House } from '../../src/wire.js';
import { actorFor } from '../access/person.js';

/** What a form shows when a command was refused. */
export interface Refusal {
  message: string;
  /** Messages by field. */
  fields: Record<string, string>;
  /** What other people's edit left in the fields that changed meanwhile; absent for other refusals. */
  now?: Readonly<Record<string, string>>;
}

/**
 * Runs one command of the ledger in the name of the signed-in person; afterwards this process reads settings and hours
 * anew at once (others do within seconds). `conversation`: the one it is about, locked first.
 */
export async function inTheirName<T>(house: House, context: ActionContext, command: (ctx: Ctx) => Promise<T>, conversation?: number): Promise<{ done: T } | { refused: Refusal }> {
  try {
    const done = await house.ledger.run(actorFor(context.currentAdmin), conversation === undefined ? {} : { conversation }, command);
    house.settings.drop();
    house.calendar.drop();
    house.outside.drop();
    return { done };
  } catch (error) {
    if (error instanceof Refused) return { refused: refusalOf(error, house) };
    throw error;
  }
}

/** A refusal in the person's language. */
export function refusalOf(error: Refused, { t }: Pick<House, 't'>): Refusal {
  const message = t(error.messageKey, error.vars);
  if (error instanceof FieldsRefused) return { message, fields: Object.fromEntries(error.problems.map((one) => [one.field ?? '', t(one.messageKey, one.vars)])) };
  if (error instanceof ChangedMeanwhile) return { message, fields: {}, now: error.now };
  return error.field === undefined ? { message, fields: {} } : { message: t('portal:manage.check_fields'), fields: { [error.field]: message } };
}
