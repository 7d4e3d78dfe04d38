import type { ActionHandler, ActionResponse, BaseRecord } from 'adminjs';
import { assignTo } from '../../src/domain/inbox/assign.js';
import { teamMembers } from '../../src/domain/people/team.js';
import type { House } from '../../src/wire.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { objectIn } from './edit-actions.js';
import { formField } from './form.js';
import { inTheirName } from './in-their-name.js';

/** "Reatribuir": an open conversation goes to somebody of the team. Slack, the notice and the history follow from the fact. */
export function reassignAction(house: House): Record<string, ActionOptions> {
  const { t, source } = house;

  async function form(owner: unknown) {
    const team = await teamMembers(source.manager);
    const options = [{ value: '', label: t('portal:reassign.choose') }, ...team.map((one) => ({ value: String(one.id), label: t('portal:reassign.person', { name: one.name, open: one.open }) }))];
    const current = String(owner ?? '');
    return {
      fields: [
        formField({ column: 'agent', kind: 'choice', label: t('portal:properties.assigneeId'), required: true, options, value: options.some(({ value }) => value === current) ? current : '' }),
        formField({ column: 'why', kind: 'line', label: t('portal:properties.why'), help: t('portal:reassign.why_help') }),
      ],
      seen: {}, extras: {},
    };
  }

  const handler: ActionHandler<ActionResponse> = async (request, _response, context) => {
    const record = context.record as BaseRecord;
    const json = { record: record.toJSON(context.currentAdmin) };
    if (request.method !== 'post') return { ...json, form: await form(record.param('assigneeId')) };
    const given = objectIn(request.payload, 'given');
    const agentId = Number(given['agent']);
    if (!Number.isInteger(agentId) || agentId <= 0) return { ...json, refused: { message: t('portal:manage.check_fields'), fields: { agent: t('portal:reassign.nobody') } } };
    const answer = await inTheirName(house, context, (ctx) => assignTo(ctx, agentId, String(given['why'] ?? '').trim() || null), Number(record.id()));
    if ('refused' in answer) return { ...json, ...answer };
    return { ...json, notice: { type: 'success', message: t('portal:reassign.done') }, redirectUrl: context.h.recordActionUrl({ resourceId: 'conversations', recordId: String(record.id()), actionName: 'show' }) };
  };

  return { reassign: { actionType: 'record', icon: 'UserCheck', showInDrawer: false, showResourceActions: false, isAccessible: ({ record }) => !record?.param('closedAt'), component: Components.EditRecord, handler } };
}
