import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startWorld, type World } from '../support/world.js';
import { repliesOf } from '../support/thread.js';
import { arrive, messageBody } from '../support/webhook.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

const postOf = async (text: string) => {
  const [row] = await world.rows<{ id: number }>('SELECT conversation_id AS id FROM messages WHERE body = ?', [text]);
  return (await repliesOf(world, row?.id)).find((message) => message.text === text);
};

test.each([
  ['https://pps.whatsapp.net/v/maria.jpg', { image_48: 'https://pps.whatsapp.net/v/maria.jpg' }],
  ['http://10.0.0.1/x.jpg', {}],
  ['javascript:alert(1)', {}],
  [null, {}],
])('a customer whose photo is at %s', async (photo, icons) => {
  const text = `foto ${photo}`.replace(/[:/]/g, ' ');
  await arrive(world, messageBody(text, { senderPhoto: photo, phone: `55119${String(Math.abs(text.length * 7919) + 10_000_000).slice(0, 8)}` }));
  expect(await postOf(text)).toMatchObject({ username: 'Maria', icons });
});
