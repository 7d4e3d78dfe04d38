import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { REPORTS, type ReportKey } from '../../src/domain/reports/catalogue.js';
import { runReport } from '../../src/domain/reports/run-report.js';
import { eraseContact } from '../../src/domain/privacy/erase-contact.js';
import { MESSAGES, NOTHING_PERSONAL, OF_CONTACT, OF_CONVERSATION, OF_MESSAGES } from '../../src/domain/privacy/places.js';
import { Refused } from '../../src/kit/errors.js';
import { cardOf, shown } from '../support/thread.js';
import { everything, keptFiles, LID, lived, NAME, PHONE, TRACES, type Lived } from './life.js';

let life: Lived;
beforeAll(async () => {
  life = await lived();
}, 60_000);
afterAll(() => life?.end());

const traces = async () => (await everything(life.world)).filter((text) => TRACES.test(text));
const numbers = async () => {
  const { world } = life;
  const day = (shift: number) => new Date(world.clock.now().getTime() + shift * 86_400_000).toISOString().slice(0, 10);
  const reports = [];
  for (const key of Object.keys(REPORTS) as ReportKey[]) reports.push([key, (await runReport(world.house.source.manager, key, { from: day(-3), to: day(2) }, 'America/Sao_Paulo')).rows]);
  const ids = await world.rows('SELECT id, conversation_id, direction, kind, status, author_kind, occurred_at FROM messages ORDER BY id');
  return JSON.stringify([reports, ids, await world.rows('SELECT id, status, priority, level, opened_at, closed_at FROM conversations ORDER BY id'), await world.rows('SELECT conversation_id, kind, outcome, spent_minutes FROM sla_clocks ORDER BY id')]);
};

test('every table is a place of data, or known to hold nothing personal', async () => {
  const tables = (await life.world.rows<{ t: string }>('SELECT TABLE_NAME AS t FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()')).map(({ t }) => t);
  const known = new Set<string>([...OF_CONTACT, ...OF_CONVERSATION, MESSAGES, ...OF_MESSAGES].map(({ table }) => table).concat(NOTHING_PERSONAL));
  expect(tables.filter((table) => !known.has(table))).toEqual([]);
});

describe('a contact that went through everything', () => {
  let before: string;

  test('leaves its traces in many tables', async () => {
    const places = new Set((await traces()).map((text) => text.split(':')[0]));
    for (const place of [
      'contacts.name', 'contacts.phone', 'contacts.lid', 'messages.body', 'message_versions.body', 'attachments.file_name', 'slack_replies.body', 'notes.body', 'follow_ups.note', 'triage_answers.value', 'patients.name',
      'incidents.description', 'incidents.resolution', 'satisfaction_surveys.comment', 'conversation_history.detail', 'webhook_events.payload', 'webhook_events.event_key', 'early_amendments.payload', 'handovers.note',
    ]) expect([...places]).toContain(place);
    expect(keptFiles(life.world.house.config.DATA_DIR)).toHaveLength(3);
    before = await numbers();
  });

  test('is erased by administrators only', async () => {
    const supervisor = { kind: 'agent', id: 3, name: 'Sofia Prado', role: 'supervisor', slackUserId: null } as const;
    await expect(eraseContact(life.world.house.ledger, supervisor, life.contact)).rejects.toThrow(Refused);
    await expect(eraseContact(life.world.house.ledger, life.admin, 999)).rejects.toThrow(Refused);
  });

  test('twice at once is once; nothing of it can be found afterwards, and no file', async () => {
    const { world, admin, contact } = life;
    const [first, second] = await Promise.all([eraseContact(world.house.ledger, admin, contact), eraseContact(world.house.ledger, admin, contact)]);
    expect(second).toEqual(first);
    await world.settle(60_000);
    expect(await traces()).toEqual([]);
    expect(keptFiles(world.house.config.DATA_DIR)).toEqual([]);
    const done = await world.rows<{ action: string; actor_name: string; detail: string }>("SELECT action, actor_name, detail FROM conversation_history WHERE action LIKE 'contact_eras%' ORDER BY id");
    expect(done.map(({ action, actor_name: by }) => [action, by])).toEqual([['contact_erasure_asked', 'Carla Chefe'], ['contact_erased', 'Carla Chefe']]);
    expect(JSON.parse(done[1]?.detail ?? '')).toMatchObject({ ...first, askedBy: admin.id });
    expect(first['messages']).toBe((await world.rows('SELECT id FROM messages WHERE contact_id = ?', [contact])).length);
  });

  test('every number stays', async () => {
    expect(await numbers()).toBe(before);
  });

  test('the other contact keeps everything', async () => {
    const texts = await everything(life.world);
    for (const text of ['contacts.name: Outra Pessoa', 'messages.body: mensagem de outra pessoa']) expect(texts).toContain(text);
    expect(texts.filter((text) => text.startsWith('webhook_events.payload') && text.includes('mensagem de outra pessoa'))).toHaveLength(1);
  });

  test('a late edit of an erased message finds nothing; nobody reopens the conversation', async () => {
    const { world, conversation } = life;
    const card = await cardOf(world, conversation);
    await world.slack.click('U0SOFIA0001', { channel: card.channel, ts: card.ts }, 'act_reopen');
    await world.settle();
    expect((await world.rows<{ status: string }>('SELECT status FROM conversations WHERE id = ?', [conversation]))[0]?.status).toBe('closed');
    expect(await world.rows("SELECT id FROM messages WHERE contact_id = ? AND body <> ''", [life.contact])).toEqual([]);
  });

  test('a message of that phone afterwards is a new contact’s, in a new conversation', async () => {
    const { world, contact } = life;
    await world.phone(PHONE).says('zorba de novo');
    await world.settle();
    const [fresh] = await world.rows<{ id: number; name: string; phone: string; lid: string; conversation: number }>('SELECT k.id, k.name, k.phone, k.lid, c.id AS conversation FROM contacts k JOIN conversations c ON c.open_contact_id = k.id WHERE k.lid = ?', [LID]);
    expect(fresh).toMatchObject({ name: NAME, phone: PHONE });
    expect(fresh?.id).not.toBe(contact);
    expect(shown(await cardOf(world, fresh?.conversation))).toContain('Zorbaida');
    // Erasing the old one again leaves the new one alone.
    await eraseContact(world.house.ledger, life.admin, contact);
    expect(await world.rows('SELECT id FROM messages WHERE body = ?', ['zorba de novo'])).toHaveLength(1);
  });
});
