import { Router, type Request, type Response } from 'express';
import { DateTime } from 'luxon';
import { REPORTS } from '../../src/domain/reports/catalogue.js';
import { countConversations } from '../../src/domain/reports/conversation-rows.js';
import { recordExport } from '../../src/domain/reports/record-export.js';
import { queryOf, runReport } from '../../src/domain/reports/run-report.js';
import { permitInHouse } from '../../src/domain/people/permissions.js';
import { select } from '../../src/db/rows.js';
import { Refused } from '../../src/kit/errors.js';
import type { House } from '../../src/wire.js';
import { actorFor } from '../access/person.js';
import { labelOf } from '../codes.js';
import { conversationTable } from './conversation-table.js';
import type { CsvForm } from './csv.js';
import { filtersIn, LEVELS, periodIn, PRIORITIES, reportIn } from './parse-request.js';
import { reportJson } from './report-json.js';
import { reportTable } from './report-table.js';
import type { Table } from './table.js';
import { uiTexts } from './ui-texts.js';
import { writeCsv, writeWorkbook } from './write-table.js';

/** Node's name for a reader who went away half way: no failure. */
const GONE = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'EPIPE', 'ECONNRESET']);

const actorOf = (request: Request) => actorFor((request.session as { adminUser?: unknown }).adminUser);

/**
 * /admin/reports: what the page of reports is made of (JSON), and files to take away. Reading and exporting are rules of
 * permissions.ts; each export is in the audit trail before its first line leaves. A refusal is 400 with its words.
 */
export function reportRoutes(house: House): Router {
  const { source, clock, config, t } = house;
  const zone = config.TZ_BUSINESS;
  const router = Router();
  const answer = (path: string, respond: (request: Request, response: Response) => Promise<unknown>) =>
    router.get(path, async (request, response) => {
      try {
        permitInHouse(actorOf(request), 'read reports');
        await respond(request, response);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        response.status(400).json({ error: t(error.messageKey, error.vars) });
      }
    });

  answer('/reports/options', async (_request, response) => {
    const agents = await select<{ id: number; name: string }>(source.manager, 'SELECT id, name FROM agents ORDER BY name');
    response.json({
      texts: uiTexts(t), locale: config.LOCALE, today: DateTime.fromJSDate(clock.now(), { zone }).toFormat('yyyy-MM-dd'),
      reports: Object.keys(REPORTS).map((key) => ({ value: key, label: t(`reports:name.${key}`) })),
      agents: agents.map(({ id, name }) => ({ value: String(id), label: name })),
      priorities: PRIORITIES.map((value) => ({ value, label: labelOf(t, 'priority', value) })),
      levels: LEVELS.map((value) => ({ value, label: labelOf(t, 'level', value) })),
    });
  });

  answer('/reports/data/:key', async ({ params, query }, response) => {
    const report = await runReport(source.manager, reportIn(String(params['key'])), periodIn(query, clock.now(), zone), zone, filtersIn(query));
    response.json(await reportJson(report, house));
  });

  answer('/reports/export/:key.:format', async (request, response) => {
    const { key, format } = request.params as { key: string; format: string };
    if (format !== 'csv' && format !== 'xlsx') throw new Refused('reports:refused.unknown');
    const [period, filters] = [periodIn(request.query, clock.now(), zone), filtersIn(request.query)];
    const { table, rows } = await tableOf(house, key, period, filters);
    await house.ledger.run(actorOf(request), {}, (ctx) => recordExport(ctx, key, period, rows));
    const form: CsvForm = { delimiter: request.query['delimiter'] === ';' ? ';' : ',', date: (at) => DateTime.fromJSDate(at, { zone }).toFormat('dd/MM/yyyy HH:mm') };
    response.attachment(`${table.file}.${format}`);
    await (format === 'csv' ? writeCsv(table, response, form, t) : writeWorkbook(table, response, form, t)).catch((error: unknown) => {
      if (!GONE.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    });
  });
  return router;
}

/** A report, or the conversations behind all of them, as a table, and how many lines it has. */
async function tableOf(house: House, key: string, period: ReturnType<typeof periodIn>, filters: ReturnType<typeof filtersIn>): Promise<{ table: Table; rows: number }> {
  const { manager } = house.source;
  const zone = house.config.TZ_BUSINESS;
  if (key === 'conversations') {
    const query = queryOf(period, zone, filters);
    return { table: await conversationTable(query, house), rows: await countConversations(manager, query) };
  }
  const report = await runReport(manager, reportIn(key), period, zone, filters);
  return { table: reportTable(await reportJson(report, house), house), rows: report.rows.length };
}
