import type { ActionHandler, ActionResponse, BaseRecord } from 'adminjs';
import { select } from '../../src/db/rows.js';
import { protocolOf } from '../../src/kit/protocol.js';
import type { House } from '../../src/wire.js';
import { labelOf, tonesOf } from '../codes.js';
import type { ActionOptions } from './actions.js';

/** The newest so many; the list of conversations, narrowed to the contact, has the rest. */
const LATEST = 100;

interface Row {
  id: number;
  status: string;
  opened_at: Date;
  closed_at: Date | null;
}

/** What components/ContactConversations.tsx reads: a contact's conversations, newest first. */
export function contactConversations({ source, t, config }: House): Record<string, ActionOptions> {
  const handler: ActionHandler<ActionResponse> = async (_request, _response, context) => {
    const record = context.record as BaseRecord;
    const rows = await select<Row>(source.manager, 'SELECT id, status, opened_at, closed_at FROM conversations WHERE contact_id = ? ORDER BY id DESC LIMIT ?', [record.id(), LATEST]);
    const conversations = rows.map(({ id, status, opened_at, closed_at }) => ({
      id, protocol: protocolOf(id, opened_at, config.TZ_BUSINESS), status: labelOf(t, 'status', status), tone: tonesOf('status')[status] ?? 'plain', opened: opened_at.toISOString(), closed: closed_at?.toISOString() ?? null,
    }));
    return { record: record.toJSON(context.currentAdmin), conversations, zone: config.TZ_BUSINESS, locale: config.LOCALE };
  };
  return { conversations: { actionType: 'record', isVisible: false, isAccessible: true, handler } };
}
