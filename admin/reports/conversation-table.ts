import { conversationRows, type ConversationRow } from '../../src/domain/reports/conversation-rows.js';
import type { Query } from '../../src/domain/reports/query.js';
import { protocolOf } from '../../src/kit/protocol.js';
import type { House } from '../../src/wire.js';
import { labelOf } from '../codes.js';
import { threadLink, workspaceOf } from '../page/slack-place.js';
import { titleOf } from './report-table.js';
import type { Cell, Table } from './table.js';

type Parts = Pick<House, 'source' | 't' | 'config' | 'slack'>;
type Write = (row: ConversationRow, house: Parts, places: Places) => Cell;

/** Where links lead; undefined when it is not known. */
interface Places {
  portal: string | undefined;
  workspace: string | undefined;
}

const minutes = (value: string | null) => (value === null ? null : Number(value));
const inTime = (outcome: string | null, { t }: Parts) => (outcome === null ? null : t(`reports:outcome.${outcome}`));

/** The columns, in order. */
const COLUMNS: Record<string, Write> = {
  number: ({ id }) => id,
  protocol: ({ id, opened_at }, { config }) => protocolOf(id, opened_at, config.TZ_BUSINESS),
  contact: ({ contact }) => contact,
  opened_at: ({ opened_at }) => opened_at,
  closed_at: ({ closed_at }) => closed_at,
  status: ({ status }, { t }) => labelOf(t, 'status', status),
  priority: ({ priority }, { t }) => labelOf(t, 'priority', priority),
  level: ({ level }, { t }) => labelOf(t, 'level', level),
  agent: ({ agent }) => agent,
  source: ({ source_title }) => source_title,
  loss_reason: ({ loss_reason }) => loss_reason,
  first_response: ({ first_response }) => minutes(first_response),
  first_outcome: ({ first_outcome }, house) => inTime(first_outcome, house),
  resolution: ({ resolution }) => minutes(resolution),
  resolution_outcome: ({ resolution_outcome }, house) => inTime(resolution_outcome, house),
  score: ({ score }) => score,
  portal: ({ id }, _house, { portal }) => (portal === undefined ? null : `${portal}/admin/resources/conversations/records/${id}/show`),
  slack: ({ channel_id, thread_ts }, _house, { workspace }) => (workspace && channel_id && thread_ts ? threadLink(workspace, channel_id, thread_ts) : null),
};
const EXPLAINED = ['opened_at', 'first_response', 'resolution', 'score'];

/** The conversations opened in a period, a line each, read while they are written. Links: the portal's page, and the thread as Slack itself links it. */
export async function conversationTable(query: Query, house: Parts): Promise<Table> {
  const { t, config, source } = house;
  const places = { portal: config.PUBLIC_URL?.replace(/\/$/, ''), workspace: await workspaceOf(house) };
  return {
    file: `conversations-${query.period.from}-${query.period.to}`,
    title: titleOf(t('reports:name.conversations'), query.period, house),
    columns: Object.keys(COLUMNS).map((column) => t(`reports:column.${column}`)),
    rows: (async function* () {
      for await (const row of conversationRows(source.manager, query)) yield Object.values(COLUMNS).map((write) => write(row, house, places));
    })(),
    definitions: EXPLAINED.map((column) => [t(`reports:column.${column}`), t(`reports:column_formula.${column}`)]),
  };
}
