/** Webhooks of the simulated Z-API, and its control API. */
import { describe, expect, test } from '@jest/globals';
import type { ZapiGateway } from '../../simulator/zapi/gateway.js';
import { MARIA, TOKEN, eachWithGateway, gateway, product, sendText } from './zapi-setup.js';

eachWithGateway();

describe('webhooks of the customer', () => {
  test('carry the real headers, with h2c only where the real ones have it', async () => {
    expect(await gateway.phone(MARIA).says('Bom dia')).toMatchObject({ status: 200, body: { status: 'accepted' } });
    await sendText('oi');
    await gateway.settled();
    const received = product.hooks.find(({ body }) => body.type === 'ReceivedCallback');
    expect(received?.headers).toMatchObject({
      'content-type': 'application/json', origin: 'https://api.z-api.io', server: 'Z-API', 'z-api-token': TOKEN, upgrade: 'h2c', connection: 'Upgrade, HTTP2-Settings',
    });
    const status = product.hooks.find(({ body }) => body.type === 'MessageStatusCallback');
    expect(status?.headers.upgrade).toBeUndefined();
    expect(received?.body).toMatchObject({
      phone: MARIA, connectedPhone: '5511900000001', fromMe: false, fromApi: false, chatName: 'Maria Oliveira', senderName: 'Maria Oliveira',
      status: 'RECEIVED', isGroup: false, text: { message: 'Bom dia' }, chatLid: gateway.phone(MARIA).lid,
    });
  });

  test('duplicates have the same id and another momment', async () => {
    const { answers } = await gateway.phone(MARIA).says('oi', { duplicate: 3 });
    expect(answers).toHaveLength(3);
    const hooks = product.of('ReceivedCallback');
    expect(new Set(hooks.map(({ messageId }) => messageId)).size).toBe(1);
    expect(new Set(hooks.map(({ momment }) => momment)).size).toBe(3);
  });

  test('show number, LID or twelve digits', async () => {
    const maria = gateway.phone(MARIA);
    await maria.says('a', { via: 'lid' });
    await maria.says('b', { via: 'nine-less' });
    gateway.phone(MARIA, { hidesNumber: true });
    await maria.says('c');
    expect(product.of('ReceivedCallback').map(({ phone }) => phone)).toEqual([maria.lid, '551188887777', maria.lid]);
  });

  test('edit, delete, react and other content', async () => {
    const maria = gateway.phone(MARIA);
    const said = await maria.says('errado');
    await maria.edits(said.messageId, 'certo');
    await maria.reactsTo(said.messageId, '👍');
    await maria.says('', { extra: { image: { imageUrl: 'https://example.com/a.jpg', caption: 'veja' } } });
    await maria.deletes(said.messageId);
    const [, edit, reaction, image, revoke] = product.of('ReceivedCallback');
    expect(edit).toMatchObject({ isEdit: true, editMessageId: said.messageId, text: { message: 'certo' } });
    expect(edit?.messageId).not.toBe(said.messageId);
    expect(reaction).toMatchObject({ reaction: { value: '👍', referencedMessage: { messageId: said.messageId, fromMe: false } } });
    expect(image).not.toHaveProperty('text');
    expect(revoke).toMatchObject({ notification: 'REVOKE', messageId: said.messageId });
  });

  test('of what is typed on the company phone are fromMe but not fromApi', async () => {
    await gateway.typeOnCompanyPhone(MARIA, 'do celular');
    await gateway.settled();
    expect(product.of('ReceivedCallback')).toMatchObject([{ fromMe: true, fromApi: false, status: 'RECEIVED', phone: MARIA, senderName: 'Carinho' }]);
    expect(gateway.phone(MARIA).received).toMatchObject([{ via: 'company-phone', text: 'do celular' }]);
  });

  test('raw ones may be anything, gzip included, and refused ones are repeated when asked', async () => {
    await gateway.sendRaw({ type: 'NewThing' }, { 'content-encoding': 'gzip', 'z-api-token': undefined });
    expect(product.hooks[0]?.body).toEqual({ type: 'NewThing' });
    expect(product.hooks[0]?.headers['z-api-token']).toBeUndefined();
    gateway.world.settings.webhookRetries = 1;
    product.status = 503;
    expect((await gateway.phone(MARIA).says('oi')).status).toBe(503);
    expect(product.of('ReceivedCallback')).toHaveLength(2);
    expect(gateway.webhooks.map(({ status }) => status)).toEqual([200, 503, 503]);
  });
});

test('the control API mirrors it as JSON', async () => {
  const control = async (action: string, body: object): Promise<Record<string, unknown>> => (
    (await fetch(`${gateway.baseUrl}/_sim/${action}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json() as Promise<Record<string, unknown>>);
  await control('phones', { number: '5521977776666', name: 'João' });
  expect(await control('says', { phone: '5521977776666', text: 'oi' })).toMatchObject({ status: 200 });
  await control('fail', { action: 'send-text', name: 'down', how: { status: 500 } });
  expect((await sendText('x')).status).toBe(500);
  await control('unfail', { name: 'down' });
  expect((await sendText('x')).status).toBe(200);
  expect(await control('says', { phone: 1 })).toEqual({ error: '"phone" must be a string' });
  const state = await (await fetch(`${gateway.baseUrl}/_sim/state`)).json() as ReturnType<ZapiGateway['exportState']>;
  expect(state.phones.map(({ name }) => name)).toEqual(['Maria Oliveira', 'João']);
  expect(JSON.stringify(state)).not.toContain(TOKEN);
});
