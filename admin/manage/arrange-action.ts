import type { ActionHandler, ActionResponse } from 'adminjs';
import { select } from '../../src/db/rows.js';
import { arrange } from '../../src/domain/settings/arrange.js';
import type { EditableTable } from '../../src/domain/settings/editable.js';
import type { House } from '../../src/wire.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { PAGE } from './edit-actions.js';
import { inTheirName } from './in-their-name.js';

/** The page on which a list is put in order, by dragging or by buttons. */
export function arrangeAction(resource: string, table: EditableTable, house: House): Record<string, ActionOptions> {
  const handler: ActionHandler<ActionResponse> = async (request, _response, context) => {
    if (request.method !== 'post') {
      return { rows: await select(house.source.manager, `SELECT ${table.key} AS id, label, active FROM ${table.table} ORDER BY position, ${table.key}`) };
    }
    const given: unknown = request.payload?.['order'];
    const ids = Array.isArray(given) ? given.map(String) : [];
    const answer = await inTheirName(house, context, (ctx) => arrange(ctx, table, ids));
    if ('refused' in answer) return answer;
    return { notice: { type: 'success', message: house.t('portal:manage.arranged') }, redirectUrl: context.h.resourceUrl({ resourceId: resource }) };
  };
  return { arrange: { ...PAGE, actionType: 'resource', icon: 'Move', component: Components.Arrange, handler } };
}
