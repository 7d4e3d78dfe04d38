import type { EventType } from '../../src/domain/partners/event-types.js';
import { WEBHOOK_SECRET_PURPOSE, whoseSecret } from '../../src/domain/partners/outgoing-webhooks.js';
import { write } from '../../src/db/rows.js';
import { sealText } from '../../src/kit/sealed.js';
import type { World } from '../support/world.js';

export const SECRET = `whsec_${Buffer.from('um segredo de teste com 32 bytes').toString('base64')}`;

/** A webhook as the portal leaves it, its secret sealed. @returns its number */
export async function addWebhook(world: World, { address, events, active = true }: { address: string; events: EventType[]; active?: boolean }): Promise<number> {
  const now = world.clock.now();
  const { insertId } = await write(world.house.source.manager, 'INSERT INTO outgoing_webhooks (name, address, events, active, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)', [address, address, JSON.stringify(events), active ? 1 : 0, now, now]);
  const sealed = sealText(SECRET, whoseSecret(insertId), world.house.config.SESSION_SECRET ?? '', WEBHOOK_SECRET_PURPOSE);
  await write(world.house.source.manager, 'UPDATE outgoing_webhooks SET secret = ? WHERE id = ?', [sealed, insertId]);
  world.house.outside.drop();
  return insertId;
}
