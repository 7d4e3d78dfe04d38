import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ANA, BRUNO, startWorld, type World } from '../support/world.js';
import { answer, cardOf, shown, textsOf, ticksOn } from '../support/thread.js';

const LONG = Array.from({ length: 5000 }, (_, index) => `linha ${String(index).padStart(3, '0')}`).join('\n').slice(0, 50_000);
const whole = (texts: string[]) => texts.join('\n').replace(/\n+/g, '\n');

describe('long text is split, and complete, both ways', () => {
  let world: World;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  beforeAll(async () => {
    world = await startWorld();
    await maria().says(LONG);
    await world.settle();
  });
  afterAll(() => world.end());

  test('50,000 characters from the customer', async () => {
    const texts = await textsOf(world);
    expect(whole(texts)).toBe(LONG);
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(4000);
  });

  test('50,000 characters to the customer', async () => {
    const reply = await answer(world, ANA, LONG);
    const texts = maria().received.map((message) => message.text);
    expect(whole(texts)).toBe(LONG);
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(4096);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
  });
});

describe('nothing a customer writes can call anybody in Slack, wherever it is shown', () => {
  let world: World;
  const hostile = `<!channel> <!here> @here @channel @everyone <@${BRUNO}> <!subteam^S123> <https://mau.example|banco> & <#C0GESTAO001>`;
  /** Everything that went to Slack, as it went. */
  const wire = () => JSON.stringify(world.slack.calls.filter((call) => /^chat\./.test(call.method)).map((call) => call.args));

  beforeAll(async () => {
    world = await startWorld();
    await world.phone('5511988887777', { name: '<!channel> @here Maria' }).says(hostile);
    await world.settle();
    await answer(world, ANA, 'Bom dia!');
  });
  afterAll(() => world.end());

  test('in the thread and on the card, which still say what was written', async () => {
    const [text = ''] = await textsOf(world);
    const plain = (said: string) => said.replace(/[\u200B-\u200F\u2060-\u2064\uFEFF]/gu, '');
    expect(plain(text)).toBe(hostile.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
    expect(shown(await cardOf(world))).toContain('Maria');
  });

  test('in what is repeated: a held reply, a failure, the thread it moves to', async () => {
    await answer(world, BRUNO, 'ela escreveu `<!channel>` e &lt;!here&gt; @here');
    world.zapi.fail({ action: 'send-text', times: 1, how: { deliveryError: 'refused <!channel> @here' } });
    await answer(world, ANA, 'sobre o tal <!channel> …');
    world.slack.addChannel({ id: 'C0OUTRO0001', name: 'outro' });
    world.house.bot.channels.atendimento = 'C0OUTRO0001';
    await world.phone('5511988887777').says('e agora <!here>?');
    await world.settle();
    expect((await cardOf(world)).channel).toBe('C0OUTRO0001');
  });

  test('on the wire there is no call to anybody but the people of the team it concerns', () => {
    expect(wire()).not.toMatch(/<!(channel|here|everyone|subteam)/);
    expect(wire()).not.toMatch(/<@(?!U0ANA000001>)/);
    expect(wire()).not.toContain('<#C0GESTAO001>');
    expect(wire()).not.toContain('|banco>');
  });

  test('“@here” as plain words is broken, so that no client makes a call of it', () => {
    expect(wire()).not.toMatch(/@(here|channel|everyone)/);
  });
});
