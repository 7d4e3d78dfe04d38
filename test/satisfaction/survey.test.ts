import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { moveFunnel } from '../../src/domain/funnel/move-funnel.js';
import { satisfactionBy, satisfactionIn } from '../../src/domain/satisfaction/count-scores.js';
import type { FunnelStatus } from '../../src/domain/facts.js';
import { answer, channelTexts, textsOf } from '../support/thread.js';
import { arrive, messageBody } from '../support/webhook.js';
import { ANA, SOFIA, SUPERVISAO, startWorld, type World } from '../support/world.js';

const SP = 'America/Sao_Paulo';
const HOUR = 3_600_000;
const QUESTION = 'De 1 a 5, como você avalia o nosso atendimento?';
let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.clock.advance(DateTime.fromISO('2027-03-08T10:00', { zone: SP }).toMillis() - world.clock.now().getTime());
});
afterAll(() => world.end());

/** Moves the clock to this moment of March 2027, stopping where a survey is due. */
async function at(day: number, time: string): Promise<void> {
  const target = DateTime.fromISO(`2027-03-${String(day).padStart(2, '0')}T${time}`, { zone: SP }).toMillis();
  for (;;) {
    const [next] = await world.rows<{ at: Date | null }>("SELECT MIN(due_at) AS at FROM timers WHERE kind = 'survey'");
    const stop = next?.at && next.at.getTime() < target ? Math.max(next.at.getTime(), world.clock.now().getTime()) : target;
    world.clock.advance(stop - world.clock.now().getTime());
    while ((await world.tick()) > 0) await world.settle();
    if (stop === target) return;
  }
}
/** Ends a conversation as the funnel does it. */
async function end(id: number, to: FunnelStatus = 'closed'): Promise<void> {
  await world.house.ledger.run({ kind: 'system' }, { conversation: id }, async (ctx) => {
    if (to === 'lost' && ctx.conversation.status === 'new') await moveFunnel(ctx, { to: 'triage' });
    await moveFunnel(ctx, { to, ...(to === 'lost' ? { reason: 'price' } : {}) });
  });
  while ((await world.tick()) > 0);
  await world.settle();
}
async function writes(number: string, text: string): Promise<void> {
  await world.phone(number).says(text);
  await world.settle();
}
const got = (number: string) => world.phone(number).received.map((message) => message.text);
const survey = async (id: number) => (await world.rows<{ state: string; skip_reason: string | null; score: number | null; comment: string | null }>('SELECT state, skip_reason, score, comment FROM satisfaction_surveys WHERE conversation_id = ?', [id]))[0];
const conversation = async (id: number) => (await world.rows<{ status: string; waiting_since: Date | null; open_contact_id: number | null }>('SELECT status, waiting_since, open_contact_id FROM conversations WHERE id = ?', [id]))[0];
const count = async () => Number((await world.rows<{ n: number }>('SELECT COUNT(*) AS n FROM conversations'))[0]?.n);
const trail = async (id: number) => (await world.rows<{ action: string }>("SELECT action FROM conversation_history WHERE conversation_id = ? AND action LIKE 'survey%' ORDER BY id", [id])).map((row) => row.action);

describe('a family that is content', () => {
  const MARIA = '5511988887777';

  test('closed on Friday at 16:00: asked on Monday at 8:00, once, shown in the thread as automatic; nobody waits and no clock runs', async () => {
    await at(12, '15:30');
    await writes(MARIA, 'Bom dia');
    await answer(world, ANA, 'Bom dia, Maria!');
    await at(12, '16:00');
    await end(1);
    await at(15, '07:59');
    expect(got(MARIA).filter((text) => text?.includes(QUESTION))).toHaveLength(0);
    await at(15, '08:01');
    expect(got(MARIA).filter((text) => text?.includes(QUESTION))).toHaveLength(1);
    expect((await textsOf(world)).filter((text) => text.includes(QUESTION))).toEqual([expect.stringMatching(/automática · (?:enviada|entregue)/)]);
    expect(await conversation(1)).toMatchObject({ status: 'closed', waiting_since: null, open_contact_id: null });
    expect(await world.rows("SELECT id FROM sla_clocks WHERE conversation_id = 1 AND running_key IS NOT NULL")).toEqual([]);
  });

  test('“5”, brought twice: one score, one thank-you, no lead; the comment is kept; both are in the thread of the closed conversation', async () => {
    const body = messageBody('5 👏', { phone: MARIA, momment: world.clock.now().getTime() });
    await arrive(world, body, body);
    await arrive(world, { ...body });
    expect(await survey(1)).toMatchObject({ state: 'answered', score: 5 });
    expect(got(MARIA).filter((text) => text?.startsWith('Obrigado por responder'))).toHaveLength(1);
    await writes(MARIA, 'A cuidadora é um amor');
    await writes(MARIA, 'obrigada!');
    expect(await survey(1)).toMatchObject({ comment: 'A cuidadora é um amor' });
    const texts = await textsOf(world);
    expect(texts.filter((text) => text.includes('nota *5* de 5'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('A cuidadora é um amor'))).toHaveLength(1);
    expect(texts.at(-1)).toContain('obrigada!');
    expect(await count()).toBe(1);
    expect(await conversation(1)).toMatchObject({ status: 'closed', waiting_since: null });
    expect(await trail(1)).toEqual(['survey_sent', 'survey_answered', 'survey_commented']);
    expect(channelTexts(world, SUPERVISAO).join()).not.toContain('pesquisa');
  });

  test('a request within the comment’s time is nobody’s comment: it opens a conversation and somebody waits', async () => {
    await writes(MARIA, 'Agora preciso de cuidadora para o meu pai');
    expect(await count()).toBe(2);
    expect((await conversation(2))?.waiting_since).not.toBeNull();
  });

  test('closed again within 30 days, in any conversation: not asked again', async () => {
    await end(2);
    await at(17, '12:00');
    expect(await survey(2)).toMatchObject({ state: 'skipped', skip_reason: 'recent' });
    expect(got(MARIA).filter((text) => text?.includes(QUESTION))).toHaveLength(1);
  });
});

describe('a family that is not', () => {
  const JOAO = '5511977776666';

  test('out of range is asked again once; “1, demoraram demais” alerts the supervisors once, with the thread’s link', async () => {
    await writes(JOAO, 'Olá');
    await answer(world, ANA, 'Olá!', 3);
    await end(3);
    await at(18, '13:00');
    await writes(JOAO, '10');
    expect(got(JOAO).at(-1)).toContain('um número de 1 a 5');
    expect(await count()).toBe(3);
    await writes(JOAO, '1, demoraram demais');
    expect(await survey(3)).toMatchObject({ score: 1, comment: 'demoraram demais' });
    const alerts = world.slack.channel(SUPERVISAO).messages.filter((message) => message.text.includes('pesquisa'));
    expect(alerts).toHaveLength(1);
    expect(JSON.stringify(alerts[0]?.blocks)).toMatch(/archives\/C0ATENDE001\/p\d+/);
  });

  test('another score corrects the first without another alert', async () => {
    await writes(JOAO, 'nota 2');
    expect(await survey(3)).toMatchObject({ score: 2 });
    expect(channelTexts(world, SUPERVISAO).filter((text) => text.includes('pesquisa'))).toHaveLength(1);
  });
});

test('“5 pessoas precisam de ajuda” is no answer: it opens a lead; late “5” as well, after the survey has expired', async () => {
  const RUI = '5511966665555';
  await writes(RUI, 'Oi');
  await answer(world, ANA, 'Oi, Rui!', 4);
  await end(4);
  await at(19, '14:00');
  expect(await survey(4)).toMatchObject({ state: 'sent' });
  await writes(RUI, '5 pessoas precisam de ajuda');
  expect(await count()).toBe(5);
  expect(await survey(4)).toMatchObject({ state: 'sent', score: null });
  await end(5);
  await at(23, '14:00');
  expect(await survey(4)).toMatchObject({ state: 'expired' });
  expect(await trail(4)).toEqual(['survey_sent', 'survey_expired']);
  await writes(RUI, '5');
  expect(await count()).toBe(6);
});

test('reopened before it was due: not asked; closed once more: asked then; a lost one never', async () => {
  const LIA = '5511955554444';
  await writes(LIA, 'Oi');
  await end(7);
  await at(23, '15:00');
  await writes(LIA, 'Esqueci de perguntar uma coisa');
  expect(await survey(7)).toMatchObject({ state: 'skipped', skip_reason: 'reopened' });
  await end(7);
  await at(24, '16:00');
  expect(await survey(7)).toMatchObject({ state: 'sent' });
  const EVA = '5511955553333';
  await writes(EVA, 'Oi');
  await end(8, 'lost');
  expect(await survey(8)).toBeUndefined();
});

test('“sair” is kept on the contact and confirmed once; a closed conversation is not asked about any more', async () => {
  const LIA = '5511955554444';
  await writes(LIA, 'Sair');
  await writes(LIA, 'sair');
  expect(got(LIA).filter((text) => text?.includes('não enviaremos mais pesquisas'))).toHaveLength(1);
  expect(await count()).toBe(8);
  await world.set('survey_min_days', 0);
  await writes(LIA, 'Preciso de outra cuidadora');
  expect(await count()).toBe(9);
  await end(9);
  await at(25, '17:00');
  expect(await survey(9)).toMatchObject({ state: 'skipped', skip_reason: 'opted_out' });
  expect(await trail(7)).toEqual(['survey_sent', 'survey_opted_out']);
});

test('two workers at the same beat ask once', async () => {
  const NEI = '5511944443333';
  await writes(NEI, 'Oi');
  await end(10);
  const [due] = await world.rows<{ due_at: Date }>("SELECT due_at FROM timers WHERE kind = 'survey' AND conversation_id = 10");
  world.clock.advance((due?.due_at.getTime() ?? 0) - world.clock.now().getTime());
  await Promise.all([world.tick(), world.tick(), world.tick()]);
  await world.settle();
  expect(got(NEI).filter((text) => text?.includes(QUESTION))).toHaveLength(1);
});

test('a button’s words count; with a delay of 0 the question leaves at once, whatever the hour', async () => {
  await world.set('survey_delay_hours', 0);
  const BIA = '5511933332222';
  await at(26, '22:00');
  await writes(BIA, 'Oi');
  await end(11);
  expect(got(BIA).at(-1)).toContain(QUESTION);
  await arrive(world, messageBody('', { phone: BIA, text: undefined, momment: world.clock.now().getTime() + 1000, buttonsResponseMessage: { buttonId: '4', message: '⭐ 4 - Bom' } }));
  expect(await survey(11)).toMatchObject({ score: 4 });
});

test('a survey that cannot be delivered is told in the thread like any message, and nobody waits', async () => {
  const ZE = '5511922221111';
  await writes(ZE, 'Oi');
  world.zapi.phone(ZE).update({ exists: false });
  await end(12);
  await world.settle(60_000);
  expect((await textsOf(world, 12)).some((text) => text.includes('⚠️') && text.includes(QUESTION))).toBe(true);
  expect(await conversation(12)).toMatchObject({ waiting_since: null });
});

test('courtesies after closing reopen nothing and start no clock; a request does; after the grace it reopens as usual', async () => {
  await world.set('survey_delay_hours', 24);
  const GIL = '5511911110000';
  await at(27, '09:00');
  await writes(GIL, 'Oi');
  await answer(world, ANA, 'Oi, Gil!', 13);
  await end(13);
  world.clock.advance(HOUR);
  await writes(GIL, 'Obrigada, Ana! 🙏');
  await writes(GIL, '👍');
  expect(await conversation(13)).toMatchObject({ status: 'closed', waiting_since: null });
  expect((await textsOf(world, 13)).slice(-2).join()).toMatch(/Obrigada, Ana.*👍|Obrigada, Ana.*\+1/s);
  expect(await world.rows('SELECT id FROM sla_clocks WHERE conversation_id = 13 AND running_key IS NOT NULL')).toEqual([]);
  world.clock.advance(12 * HOUR);
  await writes(GIL, 'obrigada');
  expect((await conversation(13))?.waiting_since).not.toBeNull();
  await end(13);
  await writes(GIL, 'obrigada, mas preciso de mais uma coisa');
  expect((await conversation(13))?.waiting_since).not.toBeNull();
});

test('NPS by period, person and level, and on the supervisors’ side of App Home', async () => {
  const sql = world.house.source.manager;
  const month = { from: new Date(world.clock.now().getTime() - 30 * 24 * HOUR), to: world.clock.now() };
  expect(await satisfactionIn(sql, month)).toMatchObject({ promoters: 2, neutral: 0, detractors: 1, answered: 3 });
  expect(Math.round((await satisfactionIn(sql, month)).nps ?? 0)).toBe(33);
  expect(await satisfactionIn(sql, { ...month, agentId: 999 })).toMatchObject({ nps: null, answered: 0, sent: 0 });
  expect(await satisfactionBy(sql, 'level', month)).toMatchObject([{ key: 'n1', answered: 3 }]);
  expect(await satisfactionBy(sql, 'agent', month)).toMatchObject([{ key: null, promoters: 1 }, { key: 1, promoters: 1, detractors: 1, nps: 0 }]);
  await world.slack.openHome(SOFIA);
  await world.slack.click(SOFIA, 'home', 'home_side', { value: 'team' });
  expect(JSON.stringify(world.slack.homeView(SOFIA)?.blocks)).toContain('NPS dos últimos 30 dias: 33');
});
