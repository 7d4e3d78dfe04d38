/** What the simulated Z-API refuses, and how it fails on request. */
import { describe, expect, test } from '@jest/globals';
import { CLIENT_TOKEN, INSTANCE, MARIA, TOKEN, call, eachWithGateway, gateway, product, sendText } from './zapi-setup.js';

eachWithGateway();

describe('what is refused', () => {
  test('credentials, verbs, types and bodies', async () => {
    expect(await call('GET', 'status', undefined, { 'client-token': '' })).toEqual({ status: 400, body: { error: 'your client-token is not configured' } });
    expect(await call('GET', 'status', undefined, { 'client-token': 'X' })).toEqual({ status: 403, body: { error: 'Client-Token X not allowed' } });
    expect((await call('GET', 'send-text')).status).toBe(405);
    expect((await call('POST', 'send-text', { phone: MARIA }, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await call('POST', 'send-text', { phone: '+55 (11) 9', message: 'x' })).body).toEqual({ error: 'Invalid phone' });
    expect((await call('POST', 'send-text', { phone: MARIA })).status).toBe(400);
    expect((await call('POST', 'no-such-thing', {})).status).toBe(404);
    const other = await fetch(`${gateway.baseUrl}/instances/OTHER/token/${TOKEN}/status`, { headers: { 'client-token': CLIENT_TOKEN } });
    expect(await other.json()).toEqual({ error: 'Instance not found' });
    expect((await call('PUT', 'update-webhook-received', { value: 'http://example.com' })).status).toBe(400);
  });
});

describe('failures on request', () => {
  test('plain status, counted and per number', async () => {
    gateway.fail({ action: 'send-text', phone: '551188887777', times: 1, how: { status: 503 } });
    expect((await call('POST', 'send-text', { phone: '5521977776666', message: 'x' })).status).toBe(200);
    expect((await sendText('x')).status).toBe(503);
    expect((await sendText('x')).status).toBe(200);
  });

  test('500 after queueing: the caller sees a failure, the customer the message', async () => {
    const undo = gateway.fail({ action: '*', how: { status: 500, afterQueued: true } });
    expect((await sendText('ambíguo')).status).toBe(500);
    await gateway.settled();
    expect(gateway.phone(MARIA).received.map(({ text }) => text)).toEqual(['ambíguo']);
    undo();
    expect((await sendText('x')).status).toBe(200);
  });

  test('hanging, and a reset connection', async () => {
    gateway.fail({ action: 'send-text', times: 1, how: { hang: true, afterQueued: true } });
    const abort = AbortSignal.timeout(80);
    await expect(fetch(`${gateway.baseUrl}/instances/${INSTANCE}/token/${TOKEN}/send-text`, {
      method: 'POST', headers: { 'client-token': CLIENT_TOKEN, 'content-type': 'application/json' }, body: JSON.stringify({ phone: MARIA, message: 'x' }), signal: abort,
    })).rejects.toThrow();
    expect(gateway.calls.at(-1)).toMatchObject({ action: 'send-text', response: null });
    await gateway.settled();
    expect(gateway.phone(MARIA).received).toHaveLength(1);
    gateway.fail({ action: 'send-text', times: 1, how: { reset: true } });
    await expect(sendText('y')).rejects.toThrow();
  });

  test('accepted, then not delivered', async () => {
    gateway.fail({ action: 'send-text', times: 1, how: { deliveryError: 'Whatsapp did not allow sending this message' } });
    gateway.phone('5511900001111', { exists: false });
    expect((await sendText('x')).status).toBe(200);
    await call('POST', 'send-text', { phone: '5511900001111', message: 'x' });
    await gateway.settled();
    expect(product.of('DeliveryCallback').map(({ error }) => error)).toEqual(['Whatsapp did not allow sending this message', 'Phone number does not exist']);
    expect(gateway.phone(MARIA).received).toEqual([]);
    expect(gateway.phone(MARIA).transcript).toMatchObject([{ status: 'failed' }]);
  });

  test('the echo overtakes the response', async () => {
    gateway.fail({ action: 'send-text', times: 1, how: { answerAfterDelivery: true } });
    const { body } = await sendText('x');
    expect(product.of('ReceivedCallback')).toMatchObject([{ messageId: body.messageId }]);
  });
});
