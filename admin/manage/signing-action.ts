import { randomBytes } from 'node:crypto';
import type { ActionHandler, ActionResponse, BaseRecord } from 'adminjs';
import { selectOne } from '../../src/db/rows.js';
import { replaceSecret, tryWebhook, WEBHOOK_SECRET_PURPOSE, whoseSecret } from '../../src/domain/partners/outgoing-webhooks.js';
import { sealText } from '../../src/kit/sealed.js';
import type { House } from '../../src/wire.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { PAGE } from './edit-actions.js';
import { inTheirName } from './in-their-name.js';

/** Bytes of a secret: as many as the hash has. */
const SECRET_BYTES = 32;

/** A webhook's secret, made here and shown once, and a trial. */
export function signingAction(house: House): Record<string, ActionOptions> {
  const { t, config, source } = house;
  const handler: ActionHandler<ActionResponse> = async (request, _response, context) => {
    const record = context.record as BaseRecord;
    const id = Number(record.id());
    const json = { record: record.toJSON(context.currentAdmin) };
    const state = async () => {
      const row = await selectOne<{ secret: string | null; sent: Date | null }>(source.manager, 'SELECT w.secret, b.succeeded_at AS sent FROM outgoing_webhooks w LEFT JOIN circuit_breakers b ON b.name = ? WHERE w.id = ?', [`webhook:${id}`, id]);
      return { ...json, hasSecret: (row?.secret ?? null) !== null, possible: config.SESSION_SECRET !== undefined, sentAt: row?.sent ?? null, locale: config.LOCALE, zone: config.TZ_BUSINESS };
    };
    if (request.method !== 'post' || config.SESSION_SECRET === undefined) return state();
    if (request.payload?.['act'] === 'try') {
      const answer = await inTheirName(house, context, (ctx) => tryWebhook(ctx, id));
      return { ...(await state()), notice: 'refused' in answer ? { type: 'error', message: answer.refused.message } : { type: 'success', message: t('portal:webhooks.tried') } };
    }
    const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
    const sealed = sealText(secret, whoseSecret(id), config.SESSION_SECRET, WEBHOOK_SECRET_PURPOSE);
    const answer = await inTheirName(house, context, (ctx) => replaceSecret(ctx, id, sealed));
    if ('refused' in answer) return { ...(await state()), notice: { type: 'error', message: answer.refused.message } };
    return { ...(await state()), secret, notice: { type: 'success', message: t('portal:webhooks.secret_made') } };
  };
  return { signing: { ...PAGE, actionType: 'record', icon: 'Key', component: Components.Signing, handler } };
}
