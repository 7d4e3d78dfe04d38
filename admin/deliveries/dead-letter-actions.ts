import type { ActionContext, ActionHandler, ActionRequest, ActionResponse, BaseRecord, BulkActionResponse, NoticeMessage, RecordActionResponse } from 'adminjs';
import { discardDeadLetter, retryDeadLetter } from '../../src/domain/outbox/dead-letters.js';
import type { Ctx } from '../../src/domain/ctx.js';
import type { Role } from '../../src/domain/facts.js';
import { Refused } from '../../src/kit/errors.js';
import { logFor } from '../../src/kit/log.js';
import type { House } from '../../src/wire.js';
import { actorFor } from '../access/person.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';

type Command = (ctx: Ctx, deliveryId: number) => Promise<unknown>;

const isDead = ({ record }: { record?: BaseRecord }): boolean => record?.get('status') === 'dead';
const hasRole = (...roles: Role[]) => ({ currentAdmin }: ActionContext) => roles.includes(currentAdmin?.['role'] as Role);

/** What AdminJS does with the record's page when an action was refused or done: back to the list. */
const backToList = (context: ActionContext): string => context.h.resourceUrl({ resourceId: 'deliveries' });

/**
 * Retry (supervisors and administrators), discard (administrators) and retry of several. AdminJS calls a handler with
 * GET to show the action's page and with POST to do it, and only POST changes anything. Each delivery is one command of
 * the ledger, in the name of the person.
 */
export function deadLetterActions(house: House): Record<string, ActionOptions> {
  const log = logFor(house.log, 'portal');

  async function run(name: string, command: Command, record: BaseRecord, context: ActionContext): Promise<Refused | undefined> {
    const delivery = Number(record.id());
    const actor = actorFor(context.currentAdmin);
    try {
      await house.ledger.run(actor, {}, (ctx) => command(ctx, delivery));
      log.info({ agent: actor.kind === 'agent' ? actor.id : undefined, delivery }, `delivery ${name}`);
      return undefined;
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
  }

  function one(name: string, command: Command): ActionHandler<RecordActionResponse> {
    return async (request: ActionRequest, _response: unknown, context: ActionContext) => {
      const record = context.record as BaseRecord;
      if (request.method !== 'post') return { record: record.toJSON(context.currentAdmin) };
      const refused = await run(name, command, record, context);
      const notice: NoticeMessage = refused
        ? { type: 'error', message: house.t(refused.messageKey, refused.vars) }
        : { type: 'success', message: house.t(`portal:deliveries.${name}`) };
      return { record: record.toJSON(context.currentAdmin), notice, redirectUrl: backToList(context) };
    };
  }

  const retrySeveral: ActionHandler<BulkActionResponse> = async (request: ActionRequest, _response: unknown, context: ActionContext) => {
    const records = context.records ?? [];
    const answer = { records: records.map((record) => record.toJSON(context.currentAdmin)) };
    if (request.method !== 'post') return answer;
    const refusals: Refused[] = [];
    for (const record of records) {
      const refused = await run('retried', retryDeadLetter, record, context);
      if (refused) refusals.push(refused);
    }
    const retried = records.length - refusals.length;
    const message = house.t('portal:deliveries.several_retried', { count: retried }) + (refusals.length > 0 ? ` ${house.t('portal:deliveries.several_refused', { count: refusals.length })}` : '');
    return { ...answer, notice: { type: retried > 0 ? 'success' : 'error', message }, redirectUrl: backToList(context) };
  };

  const common: ActionOptions = { component: Components.ConfirmDeliveries, showInDrawer: false, isVisible: isDead };
  return {
    retry: { ...common, actionType: 'record', icon: 'RefreshCw', isAccessible: hasRole('admin', 'supervisor'), handler: one('retried', retryDeadLetter) as ActionHandler<ActionResponse> },
    discard: { ...common, actionType: 'record', icon: 'Trash2', variant: 'danger', isAccessible: hasRole('admin'), handler: one('discarded', discardDeadLetter) as ActionHandler<ActionResponse> },
    retrySeveral: { ...common, actionType: 'bulk', icon: 'RefreshCw', isAccessible: hasRole('admin', 'supervisor'), handler: retrySeveral as ActionHandler<ActionResponse> },
  };
}
