/** Sends of the simulated Z-API behave as zapi.md says the real ones do. */
import { describe, expect, test } from '@jest/globals';
import { INSTANCE, MARIA, call, eachWithGateway, gateway, product, sendText } from './zapi-setup.js';

eachWithGateway();

describe('a send', () => {
  test('answers with ids at once, then delivers, echoes and ticks', async () => {
    const { status, body } = await sendText('Olá *Maria*');
    expect(status).toBe(200);
    expect(body.zaapId).toMatch(/^[0-9A-F]{32}$/);
    expect(body.messageId).toMatch(/^[0-9A-F]{20}$/);
    expect(body.id).toBe(body.messageId);
    expect(gateway.phone(MARIA).received).toEqual([]);

    await gateway.settled();
    expect(gateway.phone(MARIA).received).toMatchObject([{ text: 'Olá *Maria*', messageId: body.messageId, zaapId: body.zaapId, status: 'received' }]);
    expect(product.of('DeliveryCallback')).toMatchObject([{ messageId: body.messageId, zaapId: body.zaapId, phone: MARIA, instanceId: INSTANCE }]);
    expect(product.of('DeliveryCallback')[0]).not.toHaveProperty('error');
    expect(product.of('ReceivedCallback')).toMatchObject([{ fromMe: true, fromApi: true, status: 'SENT', messageId: body.messageId, text: { message: 'Olá *Maria*' } }]);
    expect(product.statuses(String(body.messageId)).sort()).toEqual(['RECEIVED', 'SENT']);

    await gateway.phone(MARIA).reads();
    expect(product.statuses(String(body.messageId))).toContain('READ');
    expect(gateway.phone(MARIA).received[0]?.status).toBe('read');
  });

  test('keeps order, and reads several in one status', async () => {
    const ids = [];
    for (const text of ['um', 'dois', 'três']) ids.push((await sendText(text)).body.messageId);
    await gateway.settled();
    expect(gateway.phone(MARIA).received.map(({ text }) => text)).toEqual(['um', 'dois', 'três']);
    await gateway.phone(MARIA).reads();
    expect(product.of('MessageStatusCallback').find(({ status }) => status === 'READ')?.ids).toEqual(ids);
  });

  test('without notifySentByMe nothing is echoed; with autoRead READ comes by itself', async () => {
    await call('PUT', 'update-notify-sent-by-me', { notifySentByMe: false });
    gateway.world.settings.autoRead = true;
    const { body } = await sendText('oi');
    await gateway.settled();
    expect(product.of('ReceivedCallback')).toEqual([]);
    expect(product.statuses(String(body.messageId))).toContain('READ');
  });

  test('quotes, edits, reacts and deletes', async () => {
    const asked = await gateway.phone(MARIA).says('Quanto custa?');
    const first = await sendText('R$ 10', { messageId: asked.messageId });
    await gateway.settled();
    await sendText('R$ 20', { editMessageId: first.body.messageId });
    await call('POST', 'send-reaction', { phone: MARIA, reaction: '❤️', messageId: asked.messageId });
    await gateway.settled();
    expect(gateway.phone(MARIA).received).toMatchObject([{ text: 'R$ 20', edited: true, quoted: asked.messageId }]);
    expect(gateway.phone(MARIA).transcript[0]?.reactions).toEqual({ company: '❤️' });
    expect(product.of('ReceivedCallback').some((hook) => hook.isEdit && hook.editMessageId === first.body.messageId && hook.fromMe)).toBe(true);

    expect((await call('DELETE', `messages?messageId=${String(first.body.messageId)}&phone=${MARIA}&owner=true`)).status).toBe(204);
    await gateway.settled();
    expect(gateway.phone(MARIA).received[0]?.deleted).toBe(true);
  });

  test('of media, place, contact and choices is understood, and choices can be tapped', async () => {
    const answers = await Promise.all([
      call('POST', 'send-image', { phone: MARIA, image: 'https://example.com/a.jpg', caption: 'foto' }),
      call('POST', 'send-document/pdf', { phone: MARIA, document: 'https://example.com/a.pdf', fileName: 'a.pdf' }),
      call('POST', 'send-location', { phone: MARIA, title: 'Carinho', address: 'Rua A', latitude: '-23.5', longitude: '-46.6' }),
      call('POST', 'send-contact', { phone: MARIA, contactName: 'Ana', contactPhone: '5511977776666' }),
      call('POST', 'send-button-list', { phone: MARIA, message: 'Nota?', buttonList: { buttons: [{ id: '5', label: 'Ótimo' }] } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await gateway.settled();
    expect(gateway.phone(MARIA).received.map(({ kind }) => kind).sort()).toEqual(['buttons', 'contact', 'document', 'image', 'location']);
    const asked = String(answers[4]?.body.messageId);
    await gateway.phone(MARIA).chooses(asked, '5');
    expect(product.of('ReceivedCallback').at(-1)).toMatchObject({ referenceMessageId: asked, buttonsResponseMessage: { buttonId: '5', message: 'Ótimo' } });
    expect((await call('POST', 'send-document', { phone: MARIA, document: 'https://example.com/a.pdf' })).status).toBe(404);
  });

  test('to either spelling of a number reaches the same phone', async () => {
    const celia = gateway.phone('553166665555', { name: 'Célia' });
    await call('POST', 'send-text', { phone: '5531966665555', message: 'com nono' });
    await call('POST', 'send-text', { phone: '553166665555', message: 'sem nono' });
    await call('POST', 'send-text', { phone: celia.lid, message: 'por LID' });
    await gateway.settled();
    expect(celia.received.map(({ text }) => text)).toEqual(['com nono', 'sem nono', 'por LID']);
    expect(product.of('DeliveryCallback').map(({ phone }) => phone)).toEqual(['553166665555', '553166665555', '553166665555']);
    const exists = await call('GET', 'phone-exists/5531966665555');
    expect(exists.body).toEqual([{ exists: true, phone: '553166665555', lid: celia.lid }]);
  });
});

describe('connection and queue', () => {
  test('while disconnected sends are refused with 200, and the customer waits', async () => {
    await gateway.disconnect();
    const [notice] = product.of('DisconnectedCallback');
    expect(Number(notice?.momment)).toBeLessThan(1e11);
    expect(await sendText('x')).toEqual({ status: 200, body: { error: 'You are not connected' } });
    expect((await call('GET', 'status')).body).toMatchObject({ connected: false });
    expect(await gateway.phone(MARIA).says('alguém aí?')).toMatchObject({ status: 0 });
    expect(gateway.phone(MARIA).transcript).toMatchObject([{ status: 'held' }]);
    await gateway.connect();
    expect(product.of('ReceivedCallback')).toMatchObject([{ text: { message: 'alguém aí?' } }]);
    expect(gateway.phone(MARIA).transcript).toMatchObject([{ status: 'accepted', httpStatus: 200 }]);
  });

  test('with queueWhenDisconnected the queue drains on reconnect', async () => {
    gateway.queueWhenDisconnected = true;
    await gateway.disconnect();
    expect((await sendText('espera')).body.messageId).toBeDefined();
    await gateway.settled();
    expect((await call('GET', 'queue/count')).body).toEqual({ count: 1 });
    await gateway.connect();
    await gateway.settled();
    expect(gateway.phone(MARIA).received.map(({ text }) => text)).toEqual(['espera']);
  });

  test('a held queue can be read, and emptied one by one', async () => {
    gateway.holdQueue(true);
    const first = await sendText('um');
    await sendText('dois');
    await gateway.settled();
    const { body } = await call('POST', 'queue', { pageSize: 1 });
    expect(body).toMatchObject({ hasMore: true, messages: [{ ZaapId: first.body.zaapId, MessageId: first.body.messageId, Phone: MARIA, Message: 'um' }] });
    expect((await call('DELETE', `queue/${String(first.body.zaapId)}`)).status).toBe(200);
    gateway.holdQueue(false);
    await gateway.settled();
    expect(gateway.phone(MARIA).received.map(({ text }) => text)).toEqual(['dois']);
  });
});
