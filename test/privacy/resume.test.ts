import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { beginErasure, eraseBatch, eraseContact } from '../../src/domain/privacy/erase-contact.js';
import { openIncident } from '../../src/domain/incidents/open-incident.js';
import { planFollowUp } from '../../src/domain/follow-up/plan.js';
import type { Actor } from '../../src/domain/ctx.js';
import { later } from '../../src/kit/clock.js';
import { answer, cardOf, edit, remove, shown } from '../support/thread.js';
import { ANA, BRUNO, startWorld, type World } from '../support/world.js';
import { everything } from './life.js';

const ADMIN: Actor = { kind: 'agent', id: 1, name: 'Carla Chefe', role: 'admin', slackUserId: null };
const MANY = 1200;
let world: World;
let people = 0;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.end());

/** Somebody new writes; returns contact and conversation. */
async function newcomer(): Promise<{ contact: number; conversation: number; number: string }> {
  people += 1;
  const number = `55119550000${String(people).padStart(2, '0')}`;
  await world.phone(number, { name: `Zorbaida ${people}` }).says('zorba precisa de ajuda');
  await world.settle();
  const [row] = await world.rows<{ id: number; contact_id: number }>('SELECT id, contact_id FROM conversations ORDER BY id DESC LIMIT 1');
  return { contact: row?.contact_id as number, conversation: row?.id as number, number };
}
const traces = async () => (await everything(world)).filter((text) => /zorba/i.test(text));
const run = <T>(command: Parameters<World['house']['ledger']['run']>[2]) => world.house.ledger.run(ADMIN, {}, command) as Promise<T>;

test('whoever dies half-way is followed where it stood, and every row is counted once', async () => {
  const { contact, conversation } = await newcomer();
  const now = world.clock.now();
  await world.rows('INSERT INTO messages (conversation_id, contact_id, direction, body, author_kind, status, occurred_at, created_at) VALUES ?', [
    Array.from({ length: MANY }, (_, place) => [conversation, contact, 'inbound', `zorba ${place}`, 'contact', 'delivered', now, now]),
  ]);
  await run((ctx) => beginErasure(ctx, contact));
  const left = async () => Number((await world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM messages WHERE contact_id = ? AND body <> ''", [contact]))[0]?.n);
  while ((await left()) === MANY + 1) await run((ctx) => eraseBatch(ctx, contact));
  expect(await left()).toBe(MANY + 1 - 500);
  await expect(run(async (ctx) => { await eraseBatch(ctx, contact); throw new Error('killed'); })).rejects.toThrow('killed');
  expect(await left()).toBe(MANY + 1 - 500);
  // Nobody goes on; after a while the clock does, a few batches at a time.
  await world.tick();
  expect(await left()).toBe(MANY + 1 - 500);
  world.clock.advance(60_000);
  for (let beats = 0; beats < 20; beats += 1) await world.tick();
  await world.settle();
  expect(await traces()).toEqual([]);
  const [done] = await world.rows<{ actor_kind: string; detail: string }>("SELECT actor_kind, detail FROM conversation_history WHERE action = 'contact_erased' AND contact_id = ?", [contact]);
  expect([done?.actor_kind, JSON.parse(done?.detail ?? '')]).toEqual(['system', expect.objectContaining({ messages: MANY + 1, contacts: 1, askedBy: 1 })]);
});

test('what is open is closed, what waits does not leave, nothing is due any more', async () => {
  const { contact, conversation, number } = await newcomer();
  const inIt = (command: Parameters<typeof world.house.ledger.run>[2]) => world.house.ledger.run(ADMIN, { conversation }, command);
  await answer(world, ANA, 'zorba, olá', conversation);
  await answer(world, BRUNO, 'zorba, resposta retida', conversation);
  await inIt((ctx) => openIncident(ctx, { severity: 'low', category: 'delay', description: 'zorba esperou', source: `aberto ${conversation}` }));
  await inIt((ctx) => planFollowUp(ctx, { dueAt: later(ctx.now, 3_600_000), note: 'zorba', agentId: 1 }));
  await world.set('reply_undo_seconds', 20);
  const card = await cardOf(world, conversation);
  await world.slack.post(ANA, card.channel, 'zorba, ainda espera', { thread_ts: card.ts });
  await world.settle(0);
  await eraseContact(world.house.ledger, ADMIN, contact);
  await world.pass(120_000);
  expect(world.phone(number).received.map(({ text }) => text)).toEqual(['zorba, olá']);
  expect(await world.rows('SELECT status, open_contact_id, waiting_since FROM conversations WHERE id = ?', [conversation])).toEqual([{ status: 'closed', open_contact_id: null, waiting_since: null }]);
  expect(await world.rows('SELECT kind FROM timers WHERE conversation_id = ?', [conversation])).toEqual([]);
  expect(await world.rows("SELECT id FROM sla_clocks WHERE conversation_id = ? AND running_key IS NOT NULL", [conversation])).toEqual([]);
  expect((await world.rows<{ state: string }>('SELECT state FROM follow_ups WHERE conversation_id = ?', [conversation])).map(({ state }) => state)).toEqual(['cancelled']);
  expect((await world.rows<{ status: string }>('SELECT status FROM incidents WHERE conversation_id = ?', [conversation])).map(({ status }) => status)).toEqual(['resolved']);
  expect(await world.rows("SELECT id FROM slack_replies WHERE conversation_id = ? AND state = 'held'", [conversation])).toEqual([]);
  expect(await world.rows("SELECT kind, status FROM deliveries WHERE conversation_id = ? AND status IN ('pending', 'sending', 'dead')", [conversation])).toEqual([]);
  expect(shown(await cardOf(world, conversation))).not.toMatch(/zorba/i);
  expect(await traces()).toEqual([]);
  await world.set('reply_undo_seconds', 0);
});

test('while a message is being handed to WhatsApp it is refused, and nothing has changed', async () => {
  const { contact, conversation } = await newcomer();
  await world.rows("INSERT INTO deliveries (lane, kind, conversation_id, status, holder, next_attempt_at, created_at) VALUES (?, 'whatsapp.send', ?, 'sending', 'outro', ?, ?)", [`whatsapp:${conversation}`, conversation, later(world.clock.now(), 60_000), world.clock.now()]);
  await expect(eraseContact(world.house.ledger, ADMIN, contact)).rejects.toMatchObject({ messageKey: 'portal:privacy.refused.sending' });
  expect(await world.rows('SELECT contact_id FROM contact_erasures WHERE contact_id = ?', [contact])).toEqual([]);
  expect(await world.rows('SELECT name FROM contacts WHERE id = ?', [contact])).toEqual([{ name: `Zorbaida ${people}` }]);
});

test('a message that has arrived and was not taken yet is not taken any more; the next one is a new contact’s', async () => {
  await world.rows("DELETE FROM deliveries WHERE holder = 'outro'");
  const { contact, number } = await newcomer();
  const before = (await world.rows('SELECT id FROM contacts')).length;
  await world.phone(number).says('zorba chegou por último');
  await eraseContact(world.house.ledger, ADMIN, contact);
  await world.settle();
  expect(await world.rows('SELECT id FROM contacts')).toHaveLength(before);
  expect(await world.rows("SELECT status, outcome FROM webhook_events WHERE outcome = 'erased'")).toEqual([{ status: 'done', outcome: 'erased' }]);
  await world.phone(number).says('oi de novo');
  await world.settle();
  expect(await world.rows('SELECT id FROM contacts')).toHaveLength(before + 1);
});

test('clearing away in Slack what it still shows moves nothing, and takes nothing back from the customer', async () => {
  const { contact, conversation, number } = await newcomer();
  const reply = await answer(world, ANA, 'zorba, olá', conversation);
  const card = await cardOf(world, conversation);
  await eraseContact(world.house.ledger, ADMIN, contact);
  await world.settle();
  const threads = (await world.rows('SELECT id FROM conversation_threads')).length;
  const last = Number((await world.rows<{ id: number }>('SELECT MAX(id) AS id FROM deliveries'))[0]?.id);
  await edit(world, reply, 'zorba, outra coisa');
  await world.slack.react(ANA, card.channel, reply.ts, 'tada');
  await remove(world, reply);
  await world.slack.removeAsAdmin(card.channel, card.ts);
  await world.settle(60_000);
  expect(await world.rows('SELECT id FROM conversation_threads')).toHaveLength(threads);
  expect(await world.rows('SELECT kind FROM deliveries WHERE id > ?', [last])).toEqual([]);
  expect(world.phone(number).received.map(({ text }) => text)).toEqual(['zorba, olá']);
  expect(await world.rows("SELECT id FROM slack_replies WHERE conversation_id = ? AND body <> ''", [conversation])).toEqual([]);
});

test('words that come in while it is erased are either gone or a new contact’s, never half', async () => {
  const first = people;
  for (let round = 0; round < 8; round += 1) {
    const { contact, number } = await newcomer();
    const writing = (async () => {
      for (const text of ['zorba a', 'zorba b', 'zorba c']) await Promise.all([world.phone(number).says(text), world.settle()]);
    })();
    await Promise.all([writing, eraseContact(world.house.ledger, ADMIN, contact)]);
    await world.settle(60_000);
    expect(await world.rows("SELECT id FROM messages WHERE contact_id = ? AND body <> ''", [contact])).toEqual([]);
    expect(await world.rows('SELECT id FROM conversations WHERE open_contact_id = ?', [contact])).toEqual([]);
    const [fresh] = await world.rows<{ id: number }>('SELECT id FROM contacts WHERE phone = ?', [number]);
    if (fresh) await eraseContact(world.house.ledger, ADMIN, fresh.id);
  }
  await world.settle(60_000);
  const names = Array.from({ length: people - first }, (_, place) => `Zorbaida ${first + place + 1}`);
  expect((await traces()).filter((text) => /zorba [abc]\b/.test(text) || names.some((name) => text.includes(name)))).toEqual([]);
});
