import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { later } from '../../src/kit/clock.js';
import { LEVELS, randomRows, store } from '../reports/random-house.js';
import { PortalClient } from './portal-client.js';
import { PASSWORD, startPortal, type PortalHouse } from './portal-house.js';

interface ReportJson {
  name: string;
  compared: boolean;
  figures: { key: string; name: string; formula: string }[];
  rows: { names: string[]; values: (number | null)[]; before: (number | null)[] }[];
}

let portal: PortalHouse;
let supervisor: PortalClient;
let admin: PortalClient;
const REPORTS = ['sla', 'funnel', 'losses', 'incidents', 'satisfaction', 'productivity', 'escalations', 'volume', 'traffic', 'sources'];
const MARCH = 'period=custom&from=2026-03-01&to=2026-04-01';

beforeAll(async () => {
  portal = await startPortal({ PUBLIC_URL: 'https://atende.carinho.test' });
  const rows = randomRows(7, new Date('2026-02-01T00:00:00Z'), later(portal.clock.now(), 0), 300, 4);
  (rows.conversations[4] as { source: string }).source = '=HYPERLINK("http://mau.example","clique")';
  (rows.conversations[4] as { opened: Date; merged: null }).opened = new Date('2026-03-05T12:00:00Z');
  (rows.conversations[4] as { merged: null }).merged = null;
  await store(portal.house.source.manager, rows);
  supervisor = new PortalClient(portal);
  admin = new PortalClient(portal);
  await supervisor.signIn('sofia@carinho.test');
  await admin.signIn('marina@carinho.test');
});
afterAll(() => portal?.end());

const exports = () => portal.house.source.query("SELECT actor_name, new_value, detail FROM conversation_history WHERE action = 'export_made' ORDER BY id") as Promise<{ actor_name: string; new_value: string; detail: string }[]>;

describe('a supervisor reads the reports', () => {
  test.each(REPORTS)('%s, in Portuguese, with the meaning of every figure', async (key) => {
    const report = await supervisor.json<ReportJson>(`/admin/reports/data/${key}?${MARCH}`);
    expect(report.rows.length).toBeGreaterThan(2);
    for (const { formula } of report.figures) expect(formula.length).toBeGreaterThan(5);
    if (report.compared) expect(report.rows.some(({ before }) => before.some((value) => value !== null && value > 0))).toBe(true);
    expect(report.rows.flatMap(({ names }) => names).filter((name) => /^(?:null|undefined|first_response|new|urgent|n1)$/.test(name))).toEqual([]);
  });

  test('narrowed by person, priority and level', async () => {
    const all = await supervisor.json<ReportJson>(`/admin/reports/data/traffic?${MARCH}`);
    const some = await supervisor.json<ReportJson>(`/admin/reports/data/traffic?${MARCH}&agent=1&priority=urgent&level=${LEVELS[0]}`);
    const sum = ({ rows }: ReportJson) => rows.reduce((total, { values }) => total + (values[0] ?? 0), 0);
    expect(sum(some)).toBeGreaterThan(0);
    expect(sum(some)).toBeLessThan(sum(all) / 5);
  });

  test.each([
    ['data/nada', 'Este relatório não existe.'],
    ['data/sla?period=custom&from=2026-02-30&to=2026-03-01', 'Escolha datas que existem.'],
    ['data/sla?period=custom&from=2026-03-02&to=2026-03-01', 'O período termina antes de começar.'],
    ['data/sla?period=custom&from=2024-03-02&to=2026-03-01', 'Escolha no máximo 366 dias.'],
    ["data/sla?priority=urgent'--", 'Um dos filtros não existe.'],
    ['data/sla?agent[]=1&agent[]=2', undefined],
    ['export/sla.exe', 'Este relatório não existe.'],
    ['export/__proto__.csv', 'Este relatório não existe.'],
  ])('%s is answered in words', async (path, words) => {
    const { status, text } = await supervisor.ask(`/admin/reports/${path}`);
    if (words === undefined) expect(status).toBe(200);
    else expect([status, JSON.parse(text)]).toEqual([400, { error: words }]);
  });
});

describe('exports', () => {
  test('CSV says what the page says, with the definitions, and is in the audit trail', async () => {
    const page = await supervisor.json<ReportJson>(`/admin/reports/data/funnel?${MARCH}`);
    const file = await supervisor.ask(`/admin/reports/export/funnel.csv?${MARCH}`);
    expect(file.headers.get('content-disposition')).toBe('attachment; filename=funnel-2026-03-01-2026-04-01.csv');
    expect(file.headers.get('content-type')).toMatch(/^text\/csv/);

    expect(file.text.split('\r\n')[0]?.replace('\uFEFF', '')).toBe('Situação,Chegaram,Conversão,Estão agora,Chegaram (antes),Conversão (antes),Estão agora (antes)');
    const first = page.rows[0] as ReportJson['rows'][number];
    expect(file.text).toContain(`Novo,${first.values[0]},100,`);
    for (const { name } of page.figures) expect(file.text).toMatch(new RegExp(`\r\n"?${name}"?,`));
    expect((await exports()).at(-1)).toEqual({ actor_name: 'Sofia Prado', new_value: 'funnel', detail: JSON.stringify({ from: '2026-03-01', to: '2026-04-01', rows: 7 }) });
  });

  test('begins with the mark by which Excel knows UTF-8', async () => {
    const answer = await fetch(`${portal.url}/admin/reports/export/sla.csv?${MARCH}`, { headers: { cookie: supervisor.cookie } });
    expect([...new Uint8Array(await answer.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  test('a line for each conversation: its links, its times, and nothing that runs in a spreadsheet', async () => {
    const { text } = await admin.ask(`/admin/reports/export/conversations.csv?${MARCH}&delimiter=%3B`);
    const lines = text.split('\r\n');
    const made = JSON.parse((await exports()).at(-1)?.detail as string) as { rows: number };
    expect(lines[0]).toContain('Número;Protocolo;Contato;Aberta em');
    expect(lines.indexOf('') - 1).toBe(made.rows);
    const hostile = lines.find((line) => line.includes('HYPERLINK')) as string;
    expect(hostile).toContain(`"'=HYPERLINK(""http://mau.example"",""clique"")"`);
    expect(hostile).toContain('5;20260305-00005;Contato 5;05/03/2026 09:00;');
    expect(hostile).toContain('https://atende.carinho.test/admin/resources/conversations/records/5/show');
    expect(text).toMatch(/Minutos úteis da primeira mensagem/);
  });

  test('Excel gets numbers as numbers, texts as texts, and a sheet of definitions', async () => {
    const answer = await fetch(`${portal.url}/admin/reports/export/conversations.xlsx?${MARCH}`, { headers: { cookie: admin.cookie } });
    expect(answer.headers.get('content-type')).toContain('spreadsheetml');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await answer.arrayBuffer());
    expect(book.worksheets.map(({ name }) => name)).toEqual(['Dados', 'Definições']);
    const rows = book.worksheets[0]?.getSheetValues() as unknown[][];
    const hostile = rows.find((row) => row?.[1] === 5) as unknown[];
    expect(hostile).toContain('=HYPERLINK("http://mau.example","clique")');
    expect(rows.length - 2).toBe((JSON.parse((await exports()).at(-1)?.detail as string) as { rows: number }).rows);
  });
});

test('nobody else reads or exports: not without a session, not an attendant, not who stopped being a supervisor', async () => {
  const before = (await exports()).length;
  const [visitor, attendant, former] = [new PortalClient(portal), new PortalClient(portal), new PortalClient(portal)];
  expect((await attendant.signIn('ana@carinho.test', PASSWORD)).text).toContain('E-mail ou senha incorretos.');
  await former.signIn('sofia@carinho.test');
  await portal.house.source.query("UPDATE agents SET role = 'agent' WHERE name = 'Sofia Prado'");
  for (const who of [visitor, attendant, former]) {
    for (const path of ['reports/data/sla', 'reports/export/sla.csv', 'reports/export/conversations.xlsx', 'reports/options', 'live', 'pages/reports']) expect([path, (await who.ask(`/admin/${path}`)).status]).toEqual([path, 302]);
  }
  await portal.house.source.query("UPDATE agents SET role = 'supervisor' WHERE name = 'Sofia Prado'");
  expect(await exports()).toHaveLength(before);
});

test('the dashboard is sent again only when something has changed, and time alone changes nothing', async () => {
  const first = await admin.ask('/admin/live');
  const tag = first.headers.get('etag') as string;
  expect(JSON.parse(first.text)).toMatchObject({ slack: 'off', today: { byStatus: [{ name: 'Novo' }, {}, {}, {}, {}], sla: [{ name: 'Urgente' }, {}, {}, {}], resolution: [{ name: 'Urgente' }, {}, {}, {}] } });
  portal.clock.advance(1000);
  const again = await admin.ask('/admin/live', { headers: { 'if-none-match': tag } });
  expect([again.status, again.text, again.headers.get('x-now')]).toEqual([304, '', portal.clock.now().toISOString()]);
  await portal.house.source.query("INSERT INTO connections (name, connected, since, checked_at) VALUES ('whatsapp', 0, ?, ?)", [portal.clock.now(), portal.clock.now()]);
  await new Promise((resolve) => setTimeout(resolve, 2100));
  const changed = await admin.ask('/admin/live', { headers: { 'if-none-match': tag } });
  expect([changed.status, (JSON.parse(changed.text) as { whatsapp: { state: string } }).whatsapp.state]).toEqual([200, 'disconnected']);
});
