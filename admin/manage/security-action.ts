import type { ActionHandler, ActionResponse, BaseRecord } from 'adminjs';
import { toString as pictureOf } from 'qrcode';
import type { Actor } from '../../src/domain/ctx.js';
import { beginFactor, confirmFactor, dropFactor, factorOf } from '../../src/domain/people/second-factor.js';
import type { House } from '../../src/wire.js';
import { takesCode } from '../access/check-code.js';
import { actorFor } from '../access/person.js';
import { addressOf, newRecoveryCodes, newSecret, recoveryHash, seal, stepOf, unseal } from '../access/totp.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { PAGE } from './edit-actions.js';
import { inTheirName } from './in-their-name.js';

type Agent = Extract<Actor, { kind: 'agent' }>;

/** One's own second factor: set up with a picture for the app, confirmed by a code, switched off by one. */
export function securityAction(house: House): Record<string, ActionOptions> {
  const { t, config, source, clock } = house;
  const key = config.SESSION_SECRET;
  const wrong = { refused: { message: t('portal:factor.wrong'), fields: { code: t('portal:factor.wrong') } } };

  const state = async (agent: Agent) => {
    const factor = await factorOf(source.manager, agent.id);
    return { on: factor?.confirmed ?? false, recoveryLeft: factor?.confirmed ? factor.recovery.length : 0, possible: key !== undefined };
  };

  const handler: ActionHandler<ActionResponse> = async (request, _response, context) => {
    const agent = actorFor(context.currentAdmin) as Agent;
    if (request.method !== 'post' || key === undefined) return state(agent);
    const code = String(request.payload?.['code'] ?? '');
    if (request.payload?.['act'] === 'begin') {
      const secret = newSecret();
      const answer = await inTheirName(house, context, (ctx) => beginFactor(ctx, agent.id, seal(secret, agent.id, key)));
      if ('refused' in answer) return answer;
      const svg = await pictureOf(addressOf(secret, config.BRAND_NAME, agent.name), { type: 'svg', margin: 2 });
      return { setup: { secret: (secret.match(/.{4}/g) as string[]).join(' '), picture: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` } };
    }
    if (request.payload?.['act'] === 'confirm') {
      const factor = await factorOf(source.manager, agent.id);
      const secret = factor && unseal(factor.secret, agent.id, key);
      const step = secret === undefined ? undefined : stepOf(secret, code, clock.now());
      if (step === undefined) return wrong;
      const recovery = newRecoveryCodes();
      const answer = await inTheirName(house, context, (ctx) => confirmFactor(ctx, agent.id, step, recovery.map(recoveryHash), null));
      return 'refused' in answer ? answer : { ...(await state(agent)), recovery };
    }
    if (!(await takesCode(house, agent, code, null))) return wrong;
    const answer = await inTheirName(house, context, (ctx) => dropFactor(ctx, agent.id, null));
    return 'refused' in answer ? answer : { ...(await state(agent)), notice: { type: 'success', message: t('portal:factor.off') } };
  };

  const drop: ActionHandler<ActionResponse> = async (request, _response, context) => {
    const record = context.record as BaseRecord;
    const json = { record: record.toJSON(context.currentAdmin) };
    if (request.method !== 'post') return json;
    const answer = await inTheirName(house, context, (ctx) => dropFactor(ctx, Number(record.id()), null));
    if ('refused' in answer) return { ...json, notice: { type: 'error', message: answer.refused.message } };
    return { ...json, notice: { type: 'success', message: t('portal:factor.off') }, redirectUrl: context.h.resourceUrl({ resourceId: 'agents' }) };
  };

  return {
    security: { ...PAGE, isAccessible: true, actionType: 'resource', icon: 'Lock', component: Components.Security, handler },
    dropFactor: { ...PAGE, actionType: 'record', icon: 'Unlock', variant: 'danger', component: Components.ConfirmRemoval, handler: drop },
  };
}
