import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { messageBody } from '../support/webhook.js';
import { WEBHOOK_SECRET, startWorld, type World } from '../support/world.js';

const MIB = 1024 * 1024;
const TOO_LARGE = { status: 413, body: { error: 'the body is larger than 1 MiB' } };

describe('what a webhook may hold', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.end());

  const stored = () => world.rows<{ kind: string }>('SELECT kind FROM webhook_events');
  const url = () => `${world.url}/webhooks/z-api/${WEBHOOK_SECRET}`;

  async function post(raw: Buffer | string | ReadableStream, headers: Record<string, string> = {}) {
    const options = raw instanceof ReadableStream ? { duplex: 'half' } : {};
    const response = await fetch(url(), { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: raw, ...options } as RequestInit);
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  }

  /** A message of exactly this many bytes. */
  const sized = (bytes: number) => {
    const empty = JSON.stringify(messageBody(''));
    return empty.replace('"message":""', `"message":"${'a'.repeat(bytes - Buffer.byteLength(empty))}"`);
  };
  const streamed = (text: string) => new Blob([text]).stream();

  test('accepted once it is stored, duplicate when it was seen before', async () => {
    const raw = JSON.stringify(messageBody('uma vez'));
    expect(await post(raw)).toEqual({ status: 200, body: { status: 'accepted' } });
    expect(await stored()).toHaveLength(1);
    expect(await post(raw.replace('"momment":1', '"momment":2'))).toEqual({ status: 200, body: { status: 'duplicate' } });
    expect(await stored()).toHaveLength(1);
  });

  test('five identical at once: one accepted, four duplicate, one row', async () => {
    const before = (await stored()).length;
    const raw = JSON.stringify(messageBody('cinco'));
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(raw)));
    expect(answers.map((answer) => answer.body['status']).sort()).toEqual(['accepted', 'duplicate', 'duplicate', 'duplicate', 'duplicate']);
    expect(await stored()).toHaveLength(before + 1);
  });

  test.each([
    ['malformed', '{"type":'],
    ['empty', ''],
    ['an array', '[]'],
    ['a word', '"oi"'],
    ['null', 'null'],
    ['no type', '{}'],
    ['a type that is no word', '{"type":5}'],
    ['a message without id', JSON.stringify(messageBody('x', { messageId: null }))],
    ['a message with an empty id', JSON.stringify(messageBody('x', { messageId: '' }))],
    ['a message with an endless id', JSON.stringify(messageBody('x', { messageId: 'A'.repeat(97) }))],
    ['a message without phone', JSON.stringify(messageBody('x', { phone: undefined }))],
    ['a status without ids', '{"type":"MessageStatusCallback","status":"READ","phone":"5511988887777"}'],
    ['a status with no id in ids', '{"type":"MessageStatusCallback","status":"READ","ids":[]}'],
    ['a status without status', '{"type":"MessageStatusCallback","ids":["3EB0"]}'],
    ['a delivery without any id', '{"type":"DeliveryCallback","phone":"5511988887777"}'],
    ['a presence without phone', '{"type":"PresenceChatCallback","status":"COMPOSING"}'],
    ['nested too deeply', `{"type":"Novo","a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
  ])('400 for %s', async (_, raw) => {
    const before = (await stored()).length;
    const answer = await post(raw);
    expect(answer).toEqual({ status: 400, body: { error: expect.stringMatching(/./) } });
    expect(await stored()).toHaveLength(before);
  });

  test('the refusal names the field', async () => {
    expect((await post(JSON.stringify(messageBody('x', { phone: undefined })))).body['error']).toMatch(/^phone: /);
    expect((await post(JSON.stringify(messageBody('x', { messageId: null })))).body['error']).toMatch(/messageId is missing/);
    expect((await post('{"type":"MessageStatusCallback"}')).body['error']).toMatch(/status: .*; ids: /);
  });

  test('up to 1 MiB is taken, one byte more is not, with or without its length told', async () => {
    expect((await post(sized(MIB))).status).toBe(200);
    expect(await post(sized(MIB + 1))).toEqual(TOO_LARGE);
    expect((await post(streamed(sized(MIB)))).status).toBe(200);
    expect(await post(streamed(sized(MIB + 1)))).toEqual(TOO_LARGE);
  });

  test('a small gzip that would become large is refused, also before anybody proved who they are', async () => {
    const bomb = gzipSync(`{"type":"${'a'.repeat(200 * MIB)}"}`);
    expect(bomb.length).toBeLessThan(MIB);
    expect(await post(bomb, { 'content-encoding': 'gzip' })).toEqual(TOO_LARGE);
    const response = await fetch(`${world.url}/webhooks/z-api`, { method: 'POST', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, body: bomb });
    expect(response.status).toBe(413);
  });

  test.each(['gzip', 'GZIP', 'x-gzip'])('%s bodies are inflated', async (encoding) => {
    expect(await post(gzipSync(JSON.stringify(messageBody('comprimida'))), { 'content-encoding': encoding })).toEqual({ status: 200, body: { status: 'accepted' } });
  });

  test.each([['content-type', 'text/plain'], ['content-type', 'application/x-www-form-urlencoded'], ['content-encoding', 'br']])('415 for %s %s', async (name, value) => {
    expect((await post(JSON.stringify(messageBody('x')), { [name]: value })).status).toBe(415);
  });

  test.each(['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/cloudevents+json'])('%s is JSON', async (type) => {
    expect((await post(JSON.stringify(messageBody('x')), { 'content-type': type })).status).toBe(200);
  });

  test.each(['GET', 'PUT', 'DELETE', 'PATCH'])('405 for %s', async (method) => {
    expect((await fetch(url(), { method })).status).toBe(405);
  });

  test('an offered h2c upgrade, as Z-API’s client sends it, is answered as plain HTTP', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA' };
      const call = request(url(), { method: 'POST', headers, agent: false }, (response) => resolve(response.resume().statusCode));
      call.on('upgrade', () => reject(new Error('upgraded')));
      call.on('error', reject);
      call.end(JSON.stringify(messageBody('h2c')));
    });
    expect(status).toBe(200);
  });

  test('twenty of the largest at once are all stored', async () => {
    const before = (await stored()).length;
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(sized(MIB))));
    expect(answers.map((answer) => answer.body['status'])).toEqual(Array(20).fill('accepted'));
    expect(await stored()).toHaveLength(before + 20);
  });
});
