import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { moveFunnel } from '../../src/domain/funnel/move-funnel.js';
import { openIncident } from '../../src/domain/incidents/open-incident.js';
import { resolveIncident } from '../../src/domain/incidents/resolve-incident.js';
import { planFollowUp } from '../../src/domain/follow-up/plan.js';
import { moveLevel } from '../../src/domain/escalation/move-level.js';
import { saveAgent } from '../../src/domain/people/agents.js';
import type { Actor } from '../../src/domain/ctx.js';
import { later } from '../../src/kit/clock.js';
import { serve } from '../media/hostile-server.js';
import { PDF, PNG } from '../media/pictures.js';
import { answer, edit, slash } from '../support/thread.js';
import { arriveInTurn, messageBody } from '../support/webhook.js';
import { ANA, startWorld, type World } from '../support/world.js';

export const PHONE = '5511977001234';
export const LID = '98765000123456@lid';
export const NAME = 'Zorbaida Quintanilha';
/** In every text that anybody wrote about this contact, and in its phone. */
export const TRACES = /zorba|quintanilha|77001234|98765000123456/i;
const HOUR = 3_600_000;

export interface Lived {
  world: World;
  admin: Extract<Actor, { kind: 'agent' }>;
  contact: number;
  conversation: number;
  end(): Promise<void>;
}

/** A house with one contact that went through everything (conversation closed, its survey answered), and one that only wrote. */
export async function lived(): Promise<Lived> {
  const server = await serve({
    '/foto': (_: IncomingMessage, response: ServerResponse) => void response.writeHead(200).end(PNG),
    '/laudo': (_: IncomingMessage, response: ServerResponse) => void response.writeHead(200).end(PDF),
  });
  const at = `http://127.0.0.1:${server.port}`;
  const world = await startWorld({ env: { MEDIA_ALLOW_HTTP: `127.0.0.1:${server.port}` }, settings: { survey_delay_hours: 0 } });
  await saveAgent(world.house.source.manager, world.clock.now(), { name: 'Carla Chefe', email: 'carla@carinho.test', role: 'admin' });
  const [carla] = await world.rows<{ id: number }>("SELECT id FROM agents WHERE name = 'Carla Chefe'");
  const admin = { kind: 'agent', id: carla?.id as number, name: 'Carla Chefe', role: 'admin', slackUserId: null } as const satisfies Actor;
  const now = () => world.clock.now().getTime();
  const phone = world.phone(PHONE, { name: NAME, lid: LID });

  await arriveInTurn(
    world,
    messageBody('zorba um, pelo lid', { phone: LID, chatLid: LID, senderName: NAME, chatName: NAME, momment: now() }),
    messageBody('zorba dois, pelo número', { phone: PHONE, senderName: NAME, chatName: NAME, momment: now() + 1 }),
    messageBody('zorba três, com os dois', { phone: PHONE, chatLid: LID, senderName: NAME, chatName: NAME, momment: now() + 2 }),
    messageBody('zorba no grupo', { phone: '120363000000000001-group', isGroup: true, participantPhone: PHONE, senderName: NAME, chatName: 'Grupo', momment: now() + 3 }),
  );
  const [row] = await world.rows<{ id: number; contact_id: number }>('SELECT id, contact_id FROM conversations WHERE open_contact_id IS NOT NULL');
  const { id: conversation, contact_id: contact } = row as { id: number; contact_id: number };
  const said = await phone.says('zorba quatro <script>alert(1)</script>');
  await world.settle();
  await answer(world, ANA, 'zorba cinco da Ana', conversation);
  const reply = await answer(world, ANA, 'zorba seis, com erro', conversation);
  await edit(world, reply, 'zorba seis, corrigido');
  await answer(world, ANA, 'Segue', conversation, [{ name: 'zorba-proposta.pdf', content: PDF.toString('base64'), encoding: 'base64' }]);
  await phone.edits(said.messageId, 'zorba quatro, editado <b>x</b>');
  await phone.says('zorba citado', { quote: said.messageId });
  await phone.reactsTo(said.messageId, '❤️');
  await phone.edits('3EB0NUNCAVEIO', 'zorba de uma mensagem que nunca veio');
  await phone.says('', { extra: { image: { imageUrl: `${at}/foto`, thumbnailUrl: `${at}/foto`, caption: 'zorba na legenda', mimeType: 'image/png', viewOnce: false, width: 1, height: 1, downloadError: null } } });
  await phone.says('', { extra: { document: { documentUrl: `${at}/laudo`, caption: '', mimeType: 'application/pdf', fileName: '../zorba laudo.pdf', title: 'zorba laudo', pageCount: 1, thumbnailUrl: '' } } });
  await phone.shows('COMPOSING');
  await phone.reads();
  await world.settle();

  await slash(world, ANA, '/triagem', `#${conversation}`);
  const blocks = (world.slack.views(ANA)?.blocks ?? []) as unknown as { block_id?: string; label?: { text: string } }[];
  await world.slack.submitView(ANA, { [blocks.find(({ label }) => label?.text.includes('Nome do paciente'))?.block_id as string]: 'Zorbino <Quintanilha>' });
  await slash(world, ANA, '/nota', `#${conversation} zorba prefere à noite`);
  await answer(world, ANA, '// zorba anotado na thread', conversation);
  const inIt = <T>(command: Parameters<typeof world.house.ledger.run<T>>[2]) => world.house.ledger.run(admin, { conversation }, command);
  await inIt(async (ctx) => {
    const incident = await openIncident(ctx, { severity: 'low', category: 'delay', description: 'zorba esperou muito', source: 'teste' });
    await resolveIncident(ctx, incident, 'zorba aceitou as desculpas');
  });
  await inIt((ctx) => planFollowUp(ctx, { dueAt: later(ctx.now, 3 * HOUR), note: 'ligar para zorba', agentId: admin.id }));
  await inIt((ctx) => moveLevel(ctx, 'n2', 'zorba pediu a supervisora'));
  await world.rows("INSERT INTO handovers (from_agent_id, note, created_at, expires_at, state) VALUES (1, 'zorba liga amanhã', ?, ?, 'accepted')", [world.clock.now(), world.clock.now()]);
  await world.rows("INSERT INTO handover_items (handover_id, conversation_id, why) SELECT MAX(id), ?, 'waiting' FROM handovers", [conversation]);
  await inIt((ctx) => moveFunnel(ctx, { to: 'closed', why: 'zorba desistiu' }));
  while ((await world.tick()) > 0) await world.settle();
  await phone.says('4');
  await world.settle();
  await phone.says('zorba gostou muito');
  await world.settle();
  await world.phone('5511966005678', { name: 'Outra Pessoa' }).says('mensagem de outra pessoa');
  await world.settle();
  return { world, admin, contact, conversation, end: () => Promise.all([world.end(), server.close()]).then(() => undefined) };
}

/** Every text of every table, as `table.column: value`, and the names and contents of the kept files. */
export async function everything({ rows, house }: World): Promise<string[]> {
  const columns = await rows<{ t: string; c: string }>(
    "SELECT TABLE_NAME AS t, COLUMN_NAME AS c FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND DATA_TYPE IN ('char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'json', 'blob', 'mediumblob', 'longblob')",
  );
  const found: string[] = [];
  for (const { t, c } of columns) for (const { v } of await rows<{ v: unknown }>(`SELECT \`${c}\` AS v FROM \`${t}\` WHERE \`${c}\` IS NOT NULL`)) found.push(`${t}.${c}: ${String(v)}`);
  return [...found, ...keptFiles(house.config.DATA_DIR)];
}

/** What is in the media folder. */
export function keptFiles(data: string): string[] {
  const folder = join(data, 'media');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => `file ${entry.name}: ${readFileSync(join(entry.parentPath, entry.name)).toString('latin1')}`);
}
