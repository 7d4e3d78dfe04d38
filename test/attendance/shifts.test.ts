import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { DateTime } from 'luxon';
import type { SimMessage } from '../../simulator/slack/model.js';
import { TOPICS } from '../../bot/acts/help.js';
import { ACTS } from '../../bot/surface.js';
import { saveAgent } from '../../src/domain/people/agents.js';
import { forgeSubmission } from '../support/forged.js';
import { answer, cardOf, shown } from '../support/thread.js';
import { ANA, ATENDIMENTO, BRUNO, SOFIA, STRANGER, SUPERVISAO, startWorld, type World } from '../support/world.js';

const MINUTE_MS = 60_000;

let world: World;
let phones = 0;
beforeAll(async () => {
  world = await startWorld();
  // In the middle of a day: what is promised for an hour later is still today's.
  const now = DateTime.fromJSDate(world.clock.now(), { zone: 'America/Sao_Paulo' });
  world.clock.advance(now.plus({ days: 1 }).startOf('day').set({ hour: 10 }).toMillis() - now.toMillis());
});
afterAll(() => world.end());
// Each story begins with nothing open and nobody on shift.
beforeEach(async () => {
  await world.rows('UPDATE conversations SET open_contact_id = NULL, waiting_since = NULL');
  await world.rows('UPDATE shifts SET running_agent_id = NULL');
  await world.rows("UPDATE handovers SET state = 'accepted'");
});

/** Somebody writes; `owner` takes it. Returns its number. */
async function waits(owner?: string): Promise<number> {
  phones += 1;
  world.phone(`55119${String(70000000 + phones)}`, { name: `Cliente ${phones}` }).says('Preciso de ajuda');
  await world.settle();
  const [row] = await world.rows<{ id: number }>('SELECT MAX(id) AS id FROM conversations');
  // WhatsApp tells its own time of a message, and the world's clock is ahead of it.
  await world.rows('UPDATE conversations SET waiting_since = ? WHERE id = ?', [world.clock.now(), row?.id]);
  if (owner !== undefined) await world.slack.slash(owner, ATENDIMENTO, '/assumir', `#${row?.id}`);
  await world.settle();
  return row?.id as number;
}

const shift = async (user: string, words = '') => JSON.stringify((await world.slack.slash(user, ATENDIMENTO, '/atendimento', `turno ${words}`)).body);
const owner = async (id: number) => (await world.rows<{ name: string | null }>('SELECT a.name FROM conversations c LEFT JOIN agents a ON a.id = c.assignee_id WHERE c.id = ?', [id]))[0]?.name;
const running = async () => (await world.rows<{ name: string }>('SELECT a.name FROM shifts s JOIN agents a ON a.id = s.running_agent_id')).map((row) => row.name);
const lastWords = (user: string) => world.slack.ephemerals(user).at(-1)?.text ?? '';
const direct = (user: string) => world.slack.channel(`D${user.slice(1)}`).messages;
const posted = (channel: string, words: string) => world.slack.channel(channel).messages.filter((message) => message.text.includes(words)).at(-1) as SimMessage;
const form = (user: string) => JSON.stringify(world.slack.views(user)?.blocks ?? []);

/** Ends the shift and hands over everything, or `values`. */
async function handsOver(user: string, values: Record<string, unknown> = {}) {
  await shift(user, 'fim');
  const sent = await world.slack.submitView(user, values);
  await world.settle();
  return sent;
}

describe('a shift', () => {
  test('begins with what is mine, what others left, and what I promised; starting twice is harmless', async () => {
    const mine = await waits(ANA);
    const free = await waits();
    const ofBruno = await waits(BRUNO);
    await answer(world, ANA, '!lembrar 1h ligar para a filha', mine);
    world.clock.advance(12 * MINUTE_MS);
    expect(await shift(ANA)).toContain('Fora de turno');
    const begun = await shift(ANA, 'início');
    expect(begun).toContain('Bom turno');
    expect(begun).toContain('Com você (1)');
    expect(begun).toContain('Deixado por outros (2)');
    for (const id of [mine, free, ofBruno]) expect(begun).toContain(`#${id} `);
    expect(begun).toContain('de Bruno Souza');
    expect(begun).toContain('ligar para a filha');
    expect(await shift(ANA, 'start')).toContain('já estava em andamento');
    expect(await running()).toEqual(['Ana Lima']);
    // Bruno comes: what is his was not left by anybody any more.
    await shift(BRUNO, 'inicio');
    expect(await shift(ANA)).toContain('Deixado por outros (1)');
    expect(await world.rows("SELECT action, actor_name FROM conversation_history WHERE action LIKE 'shift%' ORDER BY id")).toEqual([
      { action: 'shift_started', actor_name: 'Ana Lima' }, { action: 'shift_started', actor_name: 'Bruno Souza' },
    ]);
  });

  test('ends at once when nothing is open; the buttons do the same as the words', async () => {
    await world.slack.slash(ANA, ATENDIMENTO, '/atendimento', 'turno');
    await world.slack.click(ANA, world.slack.ephemerals(ANA).at(-1) as never, 'shift_start');
    expect(await running()).toEqual(['Ana Lima']);
    await world.slack.click(ANA, world.slack.ephemerals(ANA).at(-1) as never, 'shift_end');
    expect(lastWords(ANA)).toContain('Turno encerrado');
    expect(await running()).toEqual([]);
    expect(await shift(ANA, 'fim')).toContain('não estava em turno');
    expect(await shift(ANA, 'amanhã')).toContain('/atendimento turno início|fim');
    expect(await shift(STRANGER, 'início')).toContain('Só pessoas da equipe');
  });

  test('as a word in a thread: the state with its buttons, because no form can be opened there', async () => {
    const id = await waits(ANA);
    await answer(world, ANA, '!ajuda turno fim', id);
    const told = world.slack.ephemerals(ANA).at(-1);
    expect(shown(told as unknown as SimMessage)).toContain('Com você (1)');
    await answer(world, ANA, '!ajuda turno talvez', id);
    expect(lastWords(ANA)).toContain('turno início|fim');
  });

  test('hours are checked by agents:add', async () => {
    const add = (...args: string[]) => execFileSync(process.execPath, ['scripts/run-built.mjs', 'src/agents-add-cli.js', '--name', 'Hora Certa', '--email', 'hora@carinho.test', '--role', 'agent', ...args], {
      env: { ...process.env, DATABASE_URL: world.house.config.DATABASE_URL }, stdio: 'pipe', encoding: 'utf8',
    });
    const row = async () => (await world.rows<Record<string, unknown>>("SELECT shift_starts, shift_ends, active FROM agents WHERE email = 'hora@carinho.test'"))[0];
    for (const wrong of ['8-17', '08:00-24:00', '08:00-08:00', '']) expect(() => add('--shift', wrong)).toThrow(/--shift/);
    add('--shift', '22:00-06:00', '--inactive');
    expect(await row()).toEqual({ shift_starts: '22:00', shift_ends: '06:00', active: 0 });
    add();
    expect(await row()).toEqual({ shift_starts: '22:00', shift_ends: '06:00', active: 1 });
    add('--shift', 'none');
    expect(await row()).toEqual({ shift_starts: null, shift_ends: null, active: 1 });
    await saveAgent(world.house.source.manager, world.clock.now(), { name: 'Ana Lima', email: 'ana@carinho.test', role: 'agent', slackUserId: ANA, shift: '08:00-17:00' });
    expect(await shift(ANA)).toContain('08:00 às 17:00');
  });
});

describe('the hand-over', () => {
  test('lists what is open by how bad it is, goes to whoever comes, and is accepted by one of two', async () => {
    const promised = await waits(ANA);
    await answer(world, ANA, 'Já te respondo', promised);
    await answer(world, ANA, '!lembrar 3h', promised);
    const old = await waits(ANA);
    world.clock.advance(11 * MINUTE_MS);
    const fresh = await waits(ANA);
    const quiet = await waits(ANA);
    await answer(world, ANA, 'Combinado!', quiet);
    await shift(ANA, 'início');
    await shift(ANA, 'fim');
    expect(form(ANA)).toMatch(new RegExp(`Em risco.*#${old} .*Esperam por nós.*#${fresh} .*Retornos prometidos.*#${promised} `));
    expect(form(ANA)).not.toContain(`#${quiet} `);
    await world.slack.submitView(ANA, { note: 'A Maria <!channel> liga às 18h' });
    await world.settle();
    expect(form(ANA)).toContain('3 conversas esperam');
    expect(await running()).toEqual([]);
    const offer = posted(ATENDIMENTO, 'Ana Lima* encerrou o turno');
    expect(shown(offer)).toContain('&lt;!channel&gt;');
    expect(await owner(old)).toBe('Ana Lima');
    await world.slack.click(ANA, offer, 'handover_accept');
    expect(lastWords(ANA)).toContain('é sua');

    await Promise.all([BRUNO, SOFIA].map((user) => world.slack.click(user, offer, 'handover_accept')));
    await world.settle();
    const winner = (await owner(old)) as string;
    const [won, lost] = winner === 'Bruno Souza' ? [BRUNO, SOFIA] : [SOFIA, BRUNO];
    expect(await Promise.all([old, fresh, promised, quiet].map(owner))).toEqual([winner, winner, winner, 'Ana Lima']);
    expect(lastWords(won)).toBe(`Agora são suas: ${[promised, old, fresh].map((id) => `#${id}`).join(', ')}.`);
    expect(lastWords(lost)).toContain(`já foi aceita por ${winner}`);
    expect(shown(posted(ATENDIMENTO, 'Ana Lima* encerrou o turno'))).toContain(`Aceita por ${winner}`);
    expect(shown(posted(ATENDIMENTO, 'Ana Lima* encerrou o turno'))).not.toContain('handover_accept');
    expect(direct(ANA).map((message) => message.text).filter((text) => text.includes('aceitou o seu turno'))).toHaveLength(1);
    expect(direct(ANA).map((message) => message.text).filter((text) => text.includes(`#${old}`))).toEqual([]);
    expect(await world.rows("SELECT actor_name, old_value, new_value FROM conversation_history WHERE action = 'assignment' AND conversation_id = ? ORDER BY id DESC LIMIT 1", [old])).toMatchObject([{ actor_name: winner }]);
    expect(JSON.stringify(await cardOf(world, old))).toContain(`<@${won}>`);
  });

  test('to one person: by direct message; what changed meanwhile stays and is named', async () => {
    const [goes, taken, ended] = [await waits(ANA), await waits(ANA), await waits(ANA)];
    await shift(ANA, 'início');
    const [bruno] = await world.rows<{ id: number }>("SELECT id FROM agents WHERE name = 'Bruno Souza'");
    const [ana] = await world.rows<{ id: number }>("SELECT id FROM agents WHERE name = 'Ana Lima'");
    await shift(ANA, 'fim');
    expect(form(ANA)).not.toContain(`"value":"${ana?.id}"`);
    await world.slack.submitView(ANA, { to: String(bruno?.id) });
    await world.settle();
    const offer = direct(BRUNO).filter((message) => message.text.includes('a Bruno Souza')).at(-1) as SimMessage;
    // Sofia took one over, one ended.
    await world.rows("UPDATE conversations SET assignee_id = (SELECT id FROM agents WHERE name = 'Sofia Prado') WHERE id = ?", [taken]);
    await world.rows("UPDATE conversations SET open_contact_id = NULL, status = 'closed', closed_at = ? WHERE id = ?", [world.clock.now(), ended]);
    await world.slack.click(BRUNO, offer, 'handover_accept');
    await world.settle();
    const words = world.slack.ephemerals(BRUNO).at(-1)?.text ?? '';
    expect(words).toContain(`Agora são suas: #${goes}.`);
    expect(words).toContain(`#${taken} não passou: já é de Sofia Prado`);
    expect(words).toContain(`#${ended} não passou: foi encerrada`);
    expect(await owner(taken)).toBe('Sofia Prado');
    expect(shown(direct(BRUNO).find((message) => message.ts === offer.ts) as SimMessage)).toContain('Aceita por Bruno Souza');
  });

  test('for somebody else it is theirs or the supervisors’; a form sent again offers nothing twice, and only what is one’s own', async () => {
    const id = await waits(ANA);
    const notMine = await waits(BRUNO);
    const [sofia] = await world.rows<{ id: number }>("SELECT id FROM agents WHERE name = 'Sofia Prado'");
    await shift(ANA, 'fim');
    const view = world.slack.views(ANA) as unknown as Record<string, unknown>;
    const values = { items: { selected_options: [{ value: String(id) }, { value: String(notMine) }, { value: '999999' }] }, note: { value: '' }, to: { selected_option: { value: String(sofia?.id) } } };
    const answers = await Promise.all([1, 2, 3].map(() => forgeSubmission(world, ANA, view, values)));
    await world.settle();
    expect(answers.filter((one) => one.text.includes('espera que alguém aceite'))).toHaveLength(1);
    expect(answers.filter((one) => one.text.includes('Turno encerrado. Bom'))).toHaveLength(2);
    const items = await world.rows<{ conversation_id: number }>('SELECT conversation_id FROM handover_items WHERE conversation_id IN (?, ?)', [id, notMine]);
    expect(items).toEqual([{ conversation_id: id }]);
    const offer = direct(SOFIA).filter((message) => message.text.includes('a Sofia Prado')).at(-1) as SimMessage;
    await world.slack.click(BRUNO, offer, 'handover_accept');
    expect(lastWords(BRUNO)).toContain('é para Sofia Prado');
    expect(await owner(id)).toBe('Ana Lima');
  });

  test('accepted by nobody in time, it goes to the supervisors with the list, and can still be accepted', async () => {
    await world.set('handover_minutes', 20);
    const id = await waits(ANA);
    await handsOver(ANA);
    const later = await waits(BRUNO);
    world.clock.advance(10 * MINUTE_MS);
    await handsOver(BRUNO);
    world.clock.advance(9 * MINUTE_MS);
    await world.tick();
    await world.settle();
    expect(posted(SUPERVISAO, 'sem aceite')).toBeUndefined();
    world.clock.advance(1.5 * MINUTE_MS);
    await world.tick();
    await world.settle();
    const alarm = posted(SUPERVISAO, 'sem aceite');
    expect(shown(alarm)).toContain(`#${id} `);
    expect(shown(alarm)).not.toContain(`#${later} `);
    world.clock.advance(11 * MINUTE_MS);
    await world.tick();
    await world.settle();
    expect(shown(posted(SUPERVISAO, 'sem aceite'))).toContain(`#${later} `);
    await world.slack.click(SOFIA, alarm, 'handover_accept');
    await world.settle();
    expect(await owner(id)).toBe('Sofia Prado');
    expect(await owner(later)).toBe('Bruno Souza');
    expect(await world.rows("SELECT new_value FROM conversation_history WHERE action = 'handover' AND detail LIKE '%' ORDER BY id DESC LIMIT 5")).toContainEqual({ new_value: 'expired' });
    expect(await world.rows("SELECT id FROM timers WHERE kind = 'handovers'")).toEqual([]);
  });
});

describe('the help', () => {
  test('names every act under a topic, with its command and word', async () => {
    const listed = Object.values(TOPICS).flat();
    expect(Object.keys(ACTS).filter((name) => !listed.includes(name))).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
    const text = JSON.stringify((await world.slack.slash(ANA, ATENDIMENTO, '/atendimento')).body);
    for (const ways of Object.values(ACTS)) {
      if ('command' in ways) expect(text).toContain(`\`${ways.command}\``);
      expect(text).toContain(`\`!${ways.words[0]}\``);
    }
    expect(text).not.toContain('team_join');
    expect(JSON.stringify((await world.slack.slash(STRANGER, ATENDIMENTO, '/atendimento')).body)).toContain('team_join');
  });
});
