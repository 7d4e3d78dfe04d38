import type { ActionContext, ActionHandler, ActionRequest, ActionResponse, BaseRecord } from 'adminjs';
import { selectOne } from '../../src/db/rows.js';
import type { Columns } from '../../src/domain/settings/editable.js';
import { editRecord } from '../../src/domain/settings/edit-record.js';
import type { Role } from '../../src/domain/facts.js';
import type { House } from '../../src/wire.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { formOf, type FormSpec } from './form.js';
import { inTheirName } from './in-their-name.js';

/** Only administrators change anything. */
export const forAdmins = ({ currentAdmin }: ActionContext): boolean => (currentAdmin?.['role'] as Role) === 'admin';

export const PAGE: ActionOptions = { showInDrawer: false, showResourceActions: false, isAccessible: forAdmins };

/** A JSON object of a request's body. */
export function objectIn(payload: ActionRequest['payload'], name: string): Record<string, unknown> {
  const value: unknown = payload?.[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** `add` and `change` of a table, both through the one command; AdminJS's own writing actions stay off. */
export function editActions(resource: string, spec: FormSpec, house: House): Record<string, ActionOptions> {
  async function save(request: ActionRequest, context: ActionContext, id: string | undefined) {
    const seen = id === undefined ? undefined : (objectIn(request.payload, 'seen') as Record<string, string>);
    const written = objectIn(request.payload, 'given');
    const typed = Object.fromEntries(spec.table.fields.flatMap(({ column }) => (column in written ? [[column, written[column]]] : [])));
    const given = spec.prepare ? await spec.prepare(typed) : typed;
    if ('refused' in given) return { refused: given['refused'] };
    const answer = await inTheirName(house, context, (ctx) => editRecord(ctx, spec.table, { id, given, seen }));
    if ('refused' in answer) return answer;
    const message = house.t(answer.done.changed ? 'portal:manage.saved' : 'portal:manage.unchanged');
    const next = id === undefined && spec.after ? context.h.recordActionUrl({ resourceId: resource, recordId: answer.done.id, actionName: spec.after }) : context.h.resourceUrl({ resourceId: resource });
    return { notice: { type: 'success' as const, message }, redirectUrl: next };
  }

  const add: ActionHandler<ActionResponse> = async (request, _response, context) =>
    request.method === 'post' ? save(request, context, undefined) : { form: await formOf(resource, spec, undefined, undefined, house) };

  const change: ActionHandler<ActionResponse> = async (request, _response, context) => {
    const record = context.record as BaseRecord;
    const json = { record: record.toJSON(context.currentAdmin) };
    const id = String(record.id());
    if (request.method === 'post') return { ...json, ...(await save(request, context, id)) };
    return { ...json, form: await formOf(resource, spec, await rowOf(spec, id, house), id, house) };
  };

  const page = { ...PAGE, component: Components.EditRecord };
  return {
    ...(spec.fixed ? {} : { add: { ...page, actionType: 'resource', icon: 'Plus', variant: 'primary', handler: add } as ActionOptions }),
    change: { ...page, actionType: 'record', icon: 'Edit2', handler: change },
  };
}

async function rowOf({ table: { table, key, fields } }: FormSpec, id: string, { source }: House): Promise<Columns> {
  const columns = fields.filter((field) => !field.hidden).map(({ column }) => column);
  return (await selectOne<Columns>(source.manager, `SELECT ${columns.join(', ')} FROM ${table} WHERE ${key} = ?`, [id])) ?? {};
}
