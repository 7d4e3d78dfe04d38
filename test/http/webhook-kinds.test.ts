import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { messageBody, type Body } from '../support/webhook.js';
import { startWorld, type World } from '../support/world.js';

describe('each kind of webhook has an identity of its own', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.end());

  /** What each of these, one after the other, is answered. */
  async function answers(...bodies: Body[]): Promise<unknown[]> {
    const found: unknown[] = [];
    for (const body of bodies) {
      const { status, body: answer } = await world.zapi.sendRaw(body);
      expect(status).toBe(200);
      found.push((answer as { status: string }).status);
    }
    return found;
  }
  const NEW = 'accepted';
  const SEEN = 'duplicate';
  const id = '3EB0C0FFEE';
  const message = (over: Record<string, unknown> = {}) => messageBody('oi', { messageId: id, ...over });
  const status = (over: Record<string, unknown> = {}): Body => ({ type: 'MessageStatusCallback', instanceId: 'INSTANCE', status: 'READ', ids: ['A1'], momment: 1790000002000, phone: '5511988887777', isGroup: false, ...over });
  const delivery = (over: Record<string, unknown> = {}): Body => ({ type: 'DeliveryCallback', instanceId: 'INSTANCE', phone: '5511988887777', messageId: 'M1', zaapId: 'Z1', ...over });

  test('a message is itself by its id, not by its body or its time', async () => {
    expect(await answers(message(), message({ momment: 1790000000000 }), message({ text: { message: 'outro' } }), message({ phone: '5511911112222' }))).toEqual([NEW, SEEN, SEEN, SEEN]);
    expect(await answers(message({ instanceId: 'OUTRA' }))).toEqual([NEW]);
  });

  test('its deletion has the same id and is not swallowed; neither is a call or what was not decrypted yet', async () => {
    const revoke = { notification: 'REVOKE', text: undefined };
    expect(await answers(message(revoke), message({ ...revoke, momment: 1 }), message({ messageId: 'X', referenceMessageId: id, ...revoke }))).toEqual([NEW, SEEN, SEEN]);
    expect(await answers(message({ notification: 'CALL_VOICE' }), message({ notification: 'CALL_VIDEO' }), message({ notification: 'CALL_VOICE' }))).toEqual([NEW, NEW, SEEN]);
    expect(await answers(message({ waitingMessage: true }), message({ waitingMessage: true }))).toEqual([NEW, SEEN]);
  });

  test('edits and reactions have their own', async () => {
    const edit = { isEdit: true, editMessageId: id };
    expect(await answers(message({ ...edit, messageId: 'E1' }), message({ ...edit, messageId: 'E2' }), message({ ...edit, messageId: 'E1' }), message({ ...edit }))).toEqual([NEW, NEW, SEEN, NEW]);
    const reaction = (value: string) => ({ text: undefined, reaction: { value, referencedMessage: { messageId: id } } });
    expect(await answers(message({ messageId: 'R1', ...reaction('❤️') }), message({ messageId: 'R2', ...reaction('') }), message({ messageId: 'R1', ...reaction('❤️') }))).toEqual([NEW, NEW, SEEN]);
  });

  test('notifications without an id are told apart by chat and time', async () => {
    const profile = (over: Record<string, unknown>) => message({ messageId: undefined, notification: 'PROFILE_PICTURE_UPDATED', momment: 1736797729000, ...over });
    expect(await answers(profile({}), profile({}), profile({ momment: 1736797730000 }), profile({ phone: '5511911113333' }), profile({ notification: 'PROFILE_NAME_UPDATED' }))).toEqual([NEW, SEEN, NEW, NEW, NEW]);
    const revoke = (momment: number) => message({ messageId: undefined, notification: 'REVOKE', momment });
    expect(await answers(revoke(1), revoke(2), revoke(1))).toEqual([NEW, NEW, SEEN]);
  });

  test('statuses by ids and status, whatever the order of the ids; in groups by participant', async () => {
    expect(await answers(status(), status({ momment: 5 }), status({ status: 'SENT' }), status({ ids: ['A2'] }))).toEqual([NEW, SEEN, NEW, NEW]);
    expect(await answers(status({ ids: ['B1', 'B2'] }), status({ ids: ['B2', 'B1'] }), status({ ids: ['B1'] }), status({ ids: ['B1', 'B3'] }))).toEqual([NEW, SEEN, NEW, NEW]);
    const group = (participant: string) => status({ isGroup: true, phone: '120363-group', participant, ids: ['G1'] });
    expect(await answers(group('551'), group('552'), group('551'))).toEqual([NEW, NEW, SEEN]);
  });

  test('deliveries by the gateway’s own id and by whether they failed', async () => {
    expect(await answers(delivery(), delivery({ momment: 7 }), delivery({ error: 'Timeout on send message' }), delivery({ zaapId: 'Z2' }), delivery({ zaapId: undefined }))).toEqual([NEW, SEEN, NEW, NEW, NEW]);
  });

  test('the connection and its loss by their time, in seconds or milliseconds', async () => {
    const lost = (momment?: number): Body => ({ type: 'DisconnectedCallback', instanceId: 'INSTANCE', disconnected: true, error: 'Device has been disconnected', momment });
    expect(await answers(lost(1580163342), lost(1580163342), lost(1580163399), { ...lost(1580163342), type: 'ConnectedCallback', connected: true })).toEqual([NEW, SEEN, NEW, NEW]);
    expect(await world.rows("SELECT occurred_at FROM webhook_events WHERE kind = 'connection' ORDER BY id LIMIT 1")).toEqual([{ occurred_at: new Date(1580163342000) }]);
  });

  test('types and chats the product does not handle are recorded and answered 200', async () => {
    expect(await answers(
      { type: 'SomethingNewCallback', messageId: 5, momment: 'hoje', instanceId: {} },
      { type: 'SomethingNewCallback', other: true },
      { type: 'PresenceChatCallback', phone: '5511988887777', status: 'COMPOSING', lastSeen: null },
      message({ messageId: 'G1', isGroup: true, phone: '120363000000000000-group' }),
      message({ messageId: 'S1', isStatusReply: true }),
      message({ messageId: 'B1', phone: 'status@broadcast' }),
      message({ messageId: 'N1', isNewsletter: true, phone: '120363@newsletter' }),
    )).toEqual(Array(7).fill(NEW));
    await world.settle();
    expect((await world.rows('SELECT kind, outcome FROM webhook_events ORDER BY id DESC LIMIT 7')).reverse()).toEqual([
      ...Array(2).fill({ kind: 'unknown', outcome: 'kind_unknown' }),
      { kind: 'presence', outcome: 'kind_presence' },
      ...Array(4).fill({ kind: 'other_chat', outcome: 'other_chat' }),
    ]);
  });

  test('ids too long for the column stay apart', async () => {
    const instanceId = 'I'.repeat(300);
    expect(await answers(message({ instanceId, messageId: 'L1' }), message({ instanceId, messageId: 'L2' }), message({ instanceId, messageId: 'L1' }))).toEqual([NEW, NEW, SEEN]);
    expect(await answers(message({ messageId: 'CaSe' }), message({ messageId: 'cAsE' }), message({ messageId: 'CaSe ' }))).toEqual([NEW, NEW, NEW]);
  });
});
