import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { authenticate } from '../../src/integrations/zapi/authenticate.js';
import { messageBody } from '../support/webhook.js';
import { WEBHOOK_SECRET, startWorld, type World } from '../support/world.js';

const sign = (raw: Buffer | string, secret = WEBHOOK_SECRET) => createHmac('sha256', secret).update(raw).digest('hex');

describe('who may post a webhook, while ZAPI_WEBHOOK_SECRET is set', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.end());

  async function post(path: string, headers: Record<string, string> = {}, raw: Buffer | string = JSON.stringify(messageBody('oi'))) {
    const before = await stored();
    const response = await fetch(`${world.url}/webhooks/z-api${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: raw });
    const answer = { status: response.status, body: (await response.json()) as Record<string, unknown> };
    expect(await stored()).toBe(before + (answer.status === 200 ? 1 : 0));
    return answer;
  }
  const stored = async () => (await world.rows('SELECT id FROM webhook_events')).length;
  const ACCEPTED = { status: 200, body: { status: 'accepted' } };
  const NOT_FOUND = { status: 404, body: { error: 'not found' } };
  const NOT_AUTHENTIC = { status: 401, body: { error: 'not authentic' } };

  test.each(['z-api-token', 'client-token', 'Client-Token'])('the account’s token in %s', async (name) => {
    expect(await post('', { [name]: 'CLIENT' })).toEqual(ACCEPTED);
  });

  test.each(['x-zapi-signature', 'X-Webhook-Signature'])('the body’s signature in %s, plain or gzip, signed as it came or inflated', async (name) => {
    const raw = JSON.stringify(messageBody('assinada'));
    expect(await post('', { [name]: sign(raw) }, raw)).toEqual(ACCEPTED);
    expect(await post('', { [name]: `sha256=${sign(JSON.stringify(messageBody('a')).replace('"a"', '"á"')).toUpperCase()}` }, JSON.stringify(messageBody('a')))).toEqual(NOT_AUTHENTIC);
    const zipped = gzipSync(JSON.stringify(messageBody('zip')));
    expect(await post('', { [name]: sign(zipped), 'content-encoding': 'gzip' }, zipped)).toEqual(ACCEPTED);
    const plain = JSON.stringify(messageBody('zip 2'));
    expect(await post('', { [name]: `sha256=${sign(plain).toUpperCase()}`, 'content-encoding': 'gzip' }, gzipSync(plain))).toEqual(ACCEPTED);
  });

  test('one good signature of two suffices', async () => {
    const raw = JSON.stringify(messageBody('duas'));
    expect(await post('', { 'x-zapi-signature': 'f'.repeat(64), 'x-webhook-signature': sign(raw) }, raw)).toEqual(ACCEPTED);
  });

  test('the secret as last part of the path, or as ?token=', async () => {
    expect(await post(`/${WEBHOOK_SECRET}`)).toEqual(ACCEPTED);
    expect(await post(`/${WEBHOOK_SECRET}/`)).toEqual(ACCEPTED);
    expect(await post(`?token=${WEBHOOK_SECRET}`)).toEqual(ACCEPTED);
  });

  test.each(['/errado-errado', '?token=errado', '?token=', `/${WEBHOOK_SECRET}x`, `/${WEBHOOK_SECRET}/mais`, '/%E0%A4%A'])('a wrong secret in the URL (%s) finds nothing, whatever the headers say', async (path) => {
    expect(await post(path)).toEqual(NOT_FOUND);
    expect(await post(path, { 'client-token': 'CLIENT' })).toEqual(NOT_FOUND);
  });

  test.each([
    ['nothing at all', {}],
    ['the instance token alone', { 'z-api-token': 'TOKEN' }],
    ['the instance token as client token', { 'client-token': 'TOKEN' }],
    ['a wrong token', { 'z-api-token': 'CLIENTE' }],
    ['an empty token', { 'z-api-token': '' }],
    ['a wrong signature', { 'x-zapi-signature': 'a'.repeat(64) }],
    ['a signature of another secret', { 'x-zapi-signature': sign('{}', 'outro-segredo') }],
    ['an empty signature', { 'x-webhook-signature': '' }],
    ['the secret itself as signature', { 'x-webhook-signature': WEBHOOK_SECRET }],
  ])('%s is not authentic', async (_, headers) => {
    expect(await post('', headers as Record<string, string>)).toEqual(NOT_AUTHENTIC);
  });

  test('what cannot be inflated is told only to those who proved who they are', async () => {
    expect(await post('', { 'content-encoding': 'gzip' }, 'isto não é gzip')).toEqual(NOT_AUTHENTIC);
    expect(await post(`/${WEBHOOK_SECRET}`, { 'content-encoding': 'gzip' }, 'isto não é gzip')).toEqual({ status: 400, body: { error: 'the body is not gzip' } });
  });

  test('other paths that only begin alike are not this route', async () => {
    for (const path of ['x', '-velho', '/../../health/live']) expect((await fetch(`${world.url}/webhooks/z-api${path}`, { method: 'POST' })).status).toBe(404);
  });
});

describe('what suffices by what is configured', () => {
  const proof = (headers: Record<string, string>, urlSecret?: string) => ({ headers, urlSecret, rawBodies: [Buffer.from('{}')] });
  const none = { token: undefined, clientToken: undefined, webhookSecret: undefined };

  test('without a webhook secret the instance token suffices', () => {
    const secrets = { ...none, token: 'TOKEN' };
    expect(authenticate(proof({ 'z-api-token': 'TOKEN' }), secrets)).toBe('authentic');
    expect(authenticate(proof({ 'client-token': 'TOKEN' }), secrets)).toBe('authentic');
    expect(authenticate(proof({ 'x-zapi-signature': sign('{}') }), secrets)).toBe('not_authentic');
    expect(authenticate(proof({}, 'anything'), secrets)).toBe('wrong_url');
  });

  test('with nothing configured nothing is authentic, not even empty proofs', () => {
    expect(authenticate(proof({}), none)).toBe('not_authentic');
    expect(authenticate(proof({ 'z-api-token': '', 'client-token': 'undefined', 'x-zapi-signature': '' }), none)).toBe('not_authentic');
    expect(authenticate(proof({}, ''), none)).toBe('wrong_url');
  });
});
