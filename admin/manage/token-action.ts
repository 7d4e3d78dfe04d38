import type { ActionHandler, ActionResponse, BaseRecord } from 'adminjs';
import { selectOne } from '../../src/db/rows.js';
import { issueToken, revokeToken } from '../../src/domain/clients/move-token.js';
import { newToken } from '../../src/domain/clients/token.js';
import type { House } from '../../src/wire.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { PAGE } from './edit-actions.js';
import { inTheirName } from './in-their-name.js';

/** The token of an API client: issued (and then shown, this one time), replaced, revoked. */
export function tokenAction(house: House): Record<string, ActionOptions> {
  const handler: ActionHandler<ActionResponse> = async (request, _response, context) => {
    const record = context.record as BaseRecord;
    const id = Number(record.id());
    const json = { record: record.toJSON(context.currentAdmin) };
    if (request.method !== 'post') return { ...json, ...(await state(id)) };
    if (request.payload?.['act'] === 'revoke') {
      const answer = await inTheirName(house, context, (ctx) => revokeToken(ctx, id));
      return 'refused' in answer ? { ...json, ...answer } : { ...json, ...(await state(id)), notice: { type: 'success' as const, message: house.t('portal:apiClients.revoked') } };
    }
    const token = newToken();
    const answer = await inTheirName(house, context, (ctx) => issueToken(ctx, id, token));
    return 'refused' in answer ? { ...json, ...answer } : { ...json, ...(await state(id)), token };
  };

  async function state(id: number) {
    const row = await selectOne<{ token_hint: string | null; active: number }>(house.source.manager, 'SELECT token_hint, active FROM api_clients WHERE id = ?', [id]);
    return { hint: row?.token_hint ?? null, active: row?.active === 1 };
  }

  return { token: { ...PAGE, actionType: 'record', icon: 'Key', component: Components.ApiToken, handler } };
}
