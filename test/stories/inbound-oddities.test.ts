import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { textsOf } from '../support/thread.js';
import { arrive, arriveInTurn, messageBody } from '../support/webhook.js';
import { startWorld, type World } from '../support/world.js';

const EMPTY = '_(mensagem vazia)_';
const notShown = (kind: string) => `_📎 O cliente enviou algo que ainda não é mostrado aqui (${kind}). Veja no celular da empresa._`;

describe('whatever a customer writes', () => {
  let world: World;
  let people = 0;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterEach(async () => {
    expect(await world.rows("SELECT id, kind, last_error FROM webhook_events WHERE status <> 'done' OR attempts > 0")).toEqual([]);
    expect(await world.rows("SELECT id, kind, last_error FROM deliveries WHERE status IN ('dead', 'pending', 'sending') AND kind NOT LIKE 'media.%' AND kind NOT LIKE 'slack.file%' AND kind <> 'slack.alert'")).toEqual([]);
  });
  afterAll(() => world.end());

  /** A new customer sends these; what their thread shows. */
  async function thread(...bodies: ((who: { phone: string }) => ReturnType<typeof messageBody>)[]): Promise<string[]> {
    people += 1;
    const phone = `5511955550${String(people).padStart(3, '0')}`;
    await arriveInTurn(world, ...bodies.map((body) => body({ phone })));
    const [row] = await world.rows<{ id: number }>('SELECT c.id FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE p.phone = ?', [phone]);
    return row ? textsOf(world, row.id) : [];
  }

  test.each([
    ['nothing', '', EMPTY],
    ['spaces and line ends', ' \n\t ', EMPTY],
    ['a NUL in the middle', 'a\u0000b', 'ab'],
    ['only control characters', '\u0001\u0002', EMPTY],
    ['lone surrogates', 'x\uD800y\uDC00z', 'x\uFFFDy\uFFFDz'],
    ['right-to-left words', 'مرحبا بالعالم', 'مرحبا بالعالم'],
    ['an override that would turn the line round', '\u202Eabc', '\u202Eabc\u202C'],
    ['emoji of several parts', '👨‍👩‍👧‍👦🇧🇷👍🏽', '👨‍👩‍👧‍👦🇧🇷👍🏽'],
    ['what would be a mention or a link in Slack', '<!channel> <@U0ANA000001> a & b <https://x.y|z>', '&lt;!channel&gt; &lt;@\u2060U0ANA000001&gt; a &amp; b &lt;https://x.y|z&gt;'],
    ['a translation key and a template', '{{number}} $t(slack:card.take)', '{{number}} $t(slack:card.take)'],
    ['SQL', "'); DROP TABLE messages; -- ?", "'); DROP TABLE messages; -- ?"],
  ])('%s', async (_, written, shown) => {
    expect(await thread((who) => messageBody(written, who))).toEqual([shown]);
  });

  test('50,000 characters: in parts, complete and in order', async () => {
    const words = Array.from({ length: 8334 }, (_, index) => String(index).padStart(5, '0')).join(' ');
    const parts = await thread((who) => messageBody(words, who), (who) => messageBody('fim', who));
    expect(parts.length).toBeGreaterThan(12);
    expect(parts.slice(0, -1).join(' ')).toBe(words);
    expect(parts.at(-1)).toBe('fim');
  });

  test.each([
    ['somethingNew', { somethingNew: { a: 1 } }, notShown('somethingNew')],
    ['a content key that is no word', { '<!channel>': { a: 1 } }, notShown('sem conteúdo')],
    ['no content at all', {}, notShown('sem conteúdo')],
    ['a text of another kind', { text: { message: 5 } }, notShown('sem conteúdo')],
    ['a text that is no object', { text: 'oi' }, notShown('sem conteúdo')],
  ])('content %s shows a line', async (_, content, shown) => {
    expect(await thread((who) => messageBody('', { ...who, text: undefined, ...content }))).toEqual([shown]);
  });

  test('fields of an unexpected kind do not lose the message', async () => {
    expect(await thread((who) => messageBody('estou aqui', { ...who, senderName: { a: 1 }, chatName: 7, photo: [], senderPhoto: 1, chatLid: 12, senderLid: {}, broadcast: 'não', momment: 'ontem', instanceId: 9 }))).toEqual(['estou aqui']);
  });

  test.each([
    ['an edit of what is not here', { isEdit: true, editMessageId: '3EB0AAA' }, 'amendment_early'],
    ['an edit of nothing', { isEdit: true }, 'edit_of_nothing'],
    ['a deletion of what is not here', { notification: 'REVOKE', text: undefined }, 'amendment_early'],
    ['a reaction to what is not here', { reaction: { value: '👍', referencedMessage: { messageId: '3EB0AAB' } }, text: undefined }, 'amendment_early'],
    ['a reaction to nothing', { reaction: { value: 7, referencedMessage: [] }, text: undefined }, 'reaction_of_nothing'],
    ['a call the company makes', { notification: 'CALL_VOICE', fromMe: true, callId: 'x', text: undefined }, 'kind_notification'],
    ['profile change without id', { notification: 'PROFILE_NAME_UPDATED', messageId: undefined, text: undefined }, 'kind_notification'],
    ['status reply', { isStatusReply: true }, 'other_chat'],
    ['group', { isGroup: true, phone: '120363000000000000-group' }, 'other_chat'],
    ['broadcast', { broadcast: true }, 'other_chat'],
    ['newsletter', { isNewsletter: true, phone: '120363000000000001@newsletter' }, 'other_chat'],
  ])('%s is recorded and opens no conversation', async (_, over, outcome) => {
    expect(await thread((who) => messageBody('x', { ...who, ...over }))).toEqual([]);
    expect(await world.rows('SELECT status, outcome FROM webhook_events ORDER BY id DESC LIMIT 1')).toEqual([{ status: 'done', outcome }]);
  });

  test('a message is shown once, whether it comes again by another way or was waited for', async () => {
    const messageId = '3EB0FFFFFFFFFFFFFFFF';
    expect(await thread(
      (who) => messageBody('', { ...who, messageId, text: undefined, waitingMessage: true }),
      (who) => messageBody('agora decifrada', { ...who, messageId }),
      (who) => messageBody('agora decifrada', { ...who, messageId, instanceId: 'OUTRA' }),
    )).toEqual(['agora decifrada']);
  });

  test('a chat with neither number nor lid is a dead letter that tells why; nothing else waits behind it', async () => {
    await arrive(world, messageBody('quem sou?', { phone: 'abc' }));
    await world.settle(300_000);
    const dead = await world.rows<{ id: number; last_error: string }>("SELECT id, last_error FROM webhook_events WHERE status = 'dead'");
    expect(dead).toEqual([{ id: expect.anything(), last_error: 'a chat without lid and phone' }]);
    await world.house.source.manager.query("DELETE FROM webhook_events WHERE status = 'dead'");
  });
});
