import { write, selectOne } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import type { Columns, EditableTable } from '../settings/editable.js';
import { mayManage } from '../settings/may-manage.js';
import { EVENT_TYPES } from './event-types.js';

/** What a webhook's secret is encrypted for (kit/sealed.ts), and whose it is. */
export const WEBHOOK_SECRET_PURPOSE = 'outgoing webhook';
export const whoseSecret = (webhookId: number | string): string => `webhook ${webhookId}`;

/** Addresses that are told of events, signed. The secret is made apart and shown once. */
export function outgoingWebhooks(plainHosts: readonly string[]): EditableTable {
  return {
    table: 'outgoing_webhooks',
    key: 'id',
    unique: 'name',
    stamps: ['created_at', 'updated_at'],
    fields: [
      { column: 'name', kind: 'line', max: 75 },
      { column: 'address', kind: 'line', max: 500 },
      { column: 'events', kind: 'choices', choices: EVENT_TYPES },
      { column: 'active', kind: 'yes_no', initial: 'true' },
    ],
    check: (_ctx, values) => checkAddress(values, plainHosts),
  };
}

/**
 * https, without credentials. Whether it leads to the public internet is asked at every call: names move.
 * @throws Refused `portal:webhooks.…` at `address`
 */
function checkAddress({ address }: Columns, plainHosts: readonly string[]): void {
  const refuse = (why: string) => new Refused(`portal:webhooks.${why}`, {}, 'address');
  if (!URL.canParse(String(address))) throw refuse('no_address');
  const { protocol, host, hostname, username, password } = new URL(String(address));
  const isPlain = plainHosts.includes(host) || plainHosts.includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && isPlain)) throw refuse('not_https');
  if (username !== '' || password !== '') throw refuse('with_password');
}

/** Puts a new secret, sealed, in place of the webhook's. From now on only the new one signs. @throws Refused `portal:manage.gone` */
export async function replaceSecret(ctx: Ctx, webhookId: number, sealed: string): Promise<void> {
  mayManage(ctx.actor);
  const before = await selectOne<{ secret: string | null }>(ctx.tx, 'SELECT secret FROM outgoing_webhooks WHERE id = ? FOR UPDATE', [webhookId]);
  if (!before) throw new Refused('portal:manage.gone');
  await write(ctx.tx, 'UPDATE outgoing_webhooks SET secret = ?, updated_at = ? WHERE id = ?', [sealed, ctx.now, webhookId]);
  ctx.record({ kind: 'record_changed', table: 'outgoing_webhooks', id: String(webhookId), before: { secret: before.secret === null ? null : '•••' }, after: { secret: '•••' } });
}

/** Sends a trial to a webhook that is in use. @throws Refused `portal:webhooks.not_in_use` */
export async function tryWebhook(ctx: Ctx, webhookId: number): Promise<void> {
  mayManage(ctx.actor);
  const row = await selectOne<{ id: number }>(ctx.tx, 'SELECT id FROM outgoing_webhooks WHERE id = ? AND active = 1 AND secret IS NOT NULL', [webhookId]);
  if (!row) throw new Refused('portal:webhooks.not_in_use');
  ctx.record({ kind: 'webhook_tried', webhookId });
}
