import type { ActionContext, ActionHandler, ActionRequest, ActionResponse, BaseRecord, BulkActionResponse, NoticeMessage, RecordActionResponse } from 'adminjs';
import type { Ctx } from '../../src/domain/ctx.js';
import type { Role } from '../../src/domain/facts.js';
import { discardDeadEvent, retryDeadEvent } from '../../src/domain/letterbox/dead-events.js';
import { discardDeadLetter, retryDeadLetter } from '../../src/domain/outbox/dead-letters.js';
import { Refused } from '../../src/kit/errors.js';
import { logFor } from '../../src/kit/log.js';
import type { House } from '../../src/wire.js';
import { actorFor } from '../access/person.js';
import { Components } from '../component-loader.js';
import { refusalOf } from '../manage/in-their-name.js';
import type { ActionOptions } from '../resources/actions.js';

type Command = (ctx: Ctx, id: number, reason: string) => Promise<unknown>;

/** What can die: where it is listed, its commands, and where its texts are. */
const KINDS = {
  deliveries: { retry: retryDeadLetter, discard: discardDeadLetter, texts: 'portal:deliveries' },
  webhookEvents: { retry: retryDeadEvent, discard: discardDeadEvent, texts: 'portal:dead_events' },
} satisfies Record<string, { retry: Command; discard: Command; texts: string }>;

const isDead = ({ record }: { record?: BaseRecord }): boolean => record?.get('status') === 'dead';
const hasRole = (...roles: Role[]) => ({ currentAdmin }: ActionContext) => roles.includes(currentAdmin?.['role'] as Role);

/**
 * Retry (supervisors and administrators), discard with a reason (administrators) and retry of several. AdminJS calls a
 * handler with GET to show the action's page and with POST to do it, and only POST changes anything. Each is one command
 * of the ledger, in the name of the person.
 */
export function deadLetterActions(resourceId: keyof typeof KINDS, house: House): Record<string, ActionOptions> {
  const log = logFor(house.log, 'portal');
  const { retry, discard, texts } = KINDS[resourceId];
  const backToList = (context: ActionContext): string => context.h.resourceUrl({ resourceId });

  async function run(name: string, command: Command, record: BaseRecord, context: ActionContext, reason: string): Promise<Refused | undefined> {
    const id = Number(record.id());
    const actor = actorFor(context.currentAdmin);
    try {
      await house.ledger.run(actor, {}, (ctx) => command(ctx, id, reason));
      log.info({ agent: actor.kind === 'agent' ? actor.id : undefined, resource: resourceId, id }, `dead letter ${name}`);
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
      const refused = await run(name, command, record, context, String(request.payload?.['reason'] ?? ''));
      // What was written is put right on the page; whatever else was refused, there is nothing more to do there.
      if (refused?.field !== undefined) return { record: record.toJSON(context.currentAdmin), refused: refusalOf(refused, house) };
      const notice: NoticeMessage = refused ? { type: 'error', message: house.t(refused.messageKey, refused.vars) } : { type: 'success', message: house.t(`${texts}.${name}`) };
      return { record: record.toJSON(context.currentAdmin), notice, redirectUrl: backToList(context) };
    };
  }

  const retrySeveral: ActionHandler<BulkActionResponse> = async (request: ActionRequest, _response: unknown, context: ActionContext) => {
    const records = context.records ?? [];
    const answer = { records: records.map((record) => record.toJSON(context.currentAdmin)) };
    if (request.method !== 'post') return answer;
    const refusals: Refused[] = [];
    // Oldest first: what a retry adds anew (a message to the customer) keeps the order of the lane.
    for (const record of [...records].sort((a, b) => Number(a.id()) - Number(b.id()))) {
      const refused = await run('retried', retry, record, context, '');
      if (refused) refusals.push(refused);
    }
    const retried = records.length - refusals.length;
    const message = house.t(`${texts}.several_retried`, { count: retried }) + (refusals.length > 0 ? ` ${house.t(`${texts}.several_refused`, { count: refusals.length })}` : '');
    return { ...answer, notice: { type: retried > 0 ? 'success' : 'error', message }, redirectUrl: backToList(context) };
  };

  const common: ActionOptions = { component: Components.ConfirmDeliveries, showInDrawer: false, isVisible: isDead };
  return {
    retry: { ...common, actionType: 'record', icon: 'RefreshCw', isAccessible: hasRole('admin', 'supervisor'), handler: one('retried', retry) as ActionHandler<ActionResponse> },
    discard: { ...common, actionType: 'record', icon: 'Trash2', variant: 'danger', isAccessible: hasRole('admin'), handler: one('discarded', discard) as ActionHandler<ActionResponse> },
    retrySeveral: { ...common, actionType: 'bulk', icon: 'RefreshCw', isAccessible: hasRole('admin', 'supervisor'), handler: retrySeveral as ActionHandler<ActionResponse> },
  };
}
