import type { ActionHandler, ActionResponse, BaseRecord } from 'adminjs';
import { removeException } from '../../src/domain/working-hours/editable-days.js';
import type { House } from '../../src/wire.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { PAGE } from './edit-actions.js';
import { inTheirName } from './in-their-name.js';

/** Takes an exception away, after a page that asks. */
export function removeExceptionAction(house: House): Record<string, ActionOptions> {
  const handler: ActionHandler<ActionResponse> = async (request, _response, context) => {
    const record = context.record as BaseRecord;
    const json = { record: record.toJSON(context.currentAdmin) };
    if (request.method !== 'post') return json;
    const answer = await inTheirName(house, context, (ctx) => removeException(ctx, String(record.id())));
    if ('refused' in answer) return { ...json, notice: { type: 'error', message: answer.refused.message } };
    return { ...json, notice: { type: 'success', message: house.t('portal:manage.removed') }, redirectUrl: context.h.resourceUrl({ resourceId: 'exceptions' }) };
  };
  return { remove: { ...PAGE, actionType: 'record', icon: 'Trash2', variant: 'danger', component: Components.ConfirmRemoval, handler } };
}
