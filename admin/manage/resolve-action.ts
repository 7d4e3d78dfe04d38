import type { ActionHandler, ActionResponse, BaseRecord } from 'adminjs';
import { resolveIncident } from '../../src/domain/incidents/resolve-incident.js';
import type { House } from '../../src/wire.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { objectIn } from './edit-actions.js';
import { formField } from './form.js';
import { inTheirName } from './in-their-name.js';

/** "Resolver": an open incident ends with what was done about it. */
export function resolveAction(house: House): Record<string, ActionOptions> {
  const { t } = house;
  const form = (description: unknown) => ({
    fields: [
      formField({ column: 'description', kind: 'text', label: t('portal:properties.description'), fixed: true, value: String(description ?? '') }),
      formField({ column: 'resolution', kind: 'text', label: t('portal:properties.resolution'), required: true, help: t('portal:incidents.resolution_help') }),
    ],
    seen: {}, extras: {},
  });

  const handler: ActionHandler<ActionResponse> = async (request, _response, context) => {
    const record = context.record as BaseRecord;
    const json = { record: record.toJSON(context.currentAdmin) };
    if (request.method !== 'post') return { ...json, form: form(record.param('description')) };
    const resolution = String(objectIn(request.payload, 'given')['resolution'] ?? '');
    const answer = await inTheirName(house, context, (ctx) => resolveIncident(ctx, Number(record.id()), resolution), Number(record.param('conversationId')));
    if ('refused' in answer) return { ...json, ...answer };
    return { ...json, notice: { type: 'success', message: t('portal:incidents.resolved') }, redirectUrl: context.h.resourceUrl({ resourceId: 'incidents' }) };
  };

  return { resolve: { actionType: 'record', icon: 'CheckCircle', variant: 'primary', showInDrawer: false, showResourceActions: false, isAccessible: ({ record }) => record?.param('status') === 'open', component: Components.EditRecord, handler } };
}
