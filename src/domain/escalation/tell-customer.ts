import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { sendAutomatic } from '../inbox/send-automatic.js';
import { LEVELS } from './move-level.js';

/** The customer may be told that the conversation went up (setting `escalation_tells_customer`); never that it came down. */
export async function tellCustomer(ctx: Ctx, { from, to }: FactOf<'level_moved'>): Promise<void> {
  if (ctx.settings.escalation_tells_customer !== 'on' || LEVELS.indexOf(to) <= LEVELS.indexOf(from)) return;
  await sendAutomatic(ctx, 'escalonamento');
}
