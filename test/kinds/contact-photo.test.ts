import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { photoAddress } from '../../src/domain/people/contact-photo.js';
import { repliesOf } from '../support/thread.js';
import { startWorld, type World } from '../support/world.js';

const DAY_MS = 24 * 3_600_000;
const PHOTO = 'https://pps.whatsapp.net/v/t61/maria.jpg';
let world: World;
let chats = 0;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

/** Somebody new, with a photo on WhatsApp. */
const somebody = (photo: string | null) => world.phone(`55119${String(88_000_000 + (chats += 1))}`, { name: `Cliente ${chats}`, photo });
const looks = () => world.zapi.calls.filter((call) => call.action === 'profile-picture').length;
/** The clock beats until nobody waits for a look any more. */
async function letItLook(): Promise<void> {
  for (let beats = 0; beats < 10; beats += 1) {
    await world.pass(15_000);
    await world.tick();
    await world.settle();
  }
}
async function writes(phone: ReturnType<typeof somebody>, text: string) {
  await phone.says(text);
  await world.settle();
  const [row] = await world.rows<{ id: number }>('SELECT conversation_id AS id FROM messages WHERE body = ? ORDER BY id DESC LIMIT 1', [text]);
  return (await repliesOf(world, row?.id)).findLast((message) => message.text.includes(text));
}

test('who writes is looked at once, behind the message, and not again for a week', async () => {
  const maria = somebody(PHOTO);
  expect(await writes(maria, 'Bom dia')).toMatchObject({ icons: {} });
  expect(looks()).toBe(0);
  await letItLook();
  expect(looks()).toBe(1);
  expect(await writes(maria, 'Alguém aí?')).toMatchObject({ icons: { image_48: PHOTO } });
  maria.update({ photo: `${PHOTO}?nova` });
  await world.pass(6 * DAY_MS);
  await writes(maria, 'Seis dias depois');
  await letItLook();
  expect(looks()).toBe(1);
  await world.pass(DAY_MS);
  expect(await writes(maria, 'Uma semana depois')).toMatchObject({ icons: { image_48: PHOTO } });
  await letItLook();
  expect(looks()).toBe(2);
  expect(await writes(maria, 'E agora')).toMatchObject({ icons: { image_48: `${PHOTO}?nova` } });
});

test('without a photo any more, or with something that is none, there is none; an array is understood', async () => {
  const joao = somebody(PHOTO);
  await writes(joao, 'Olá');
  world.zapi.world.settings.extra['profilePictureShape'] = 'array';
  await letItLook();
  expect(await writes(joao, 'com foto')).toMatchObject({ icons: { image_48: PHOTO } });
  for (const [photo, text] of [['null', 'em palavras'], ['http://10.0.0.1/x.jpg', 'sem cadeado'], ['javascript:alert(1)', 'esperta'], [null, 'sem']] as const) {
    joao.update({ photo });
    await world.pass(7 * DAY_MS);
    await writes(joao, `antes ${text}`);
    await letItLook();
    expect(await writes(joao, `foto ${text}`)).toMatchObject({ icons: {} });
  }
  expect([photoAddress(undefined), photoAddress({}), photoAddress(`https://x.example/${'a'.repeat(2000)}`)]).toEqual([null, null, null]);
});

test.each([
  ['answers 500', { status: 500, body: 'oops' }],
  ['complains politely', { status: 200, body: { error: 'Profile picture not found' } }],
  ['refuses', { status: 400, body: { error: 'Invalid phone' } }],
  ['breaks off', { reset: true }],
])('a gateway that %s: the message is there, the former photo stays, nothing dies, nobody asks again', async (_what, how) => {
  const rita = somebody(PHOTO);
  await writes(rita, `oi ${_what}`);
  await letItLook();
  await world.pass(7 * DAY_MS);
  const before = looks();
  const mend = world.zapi.fail({ action: 'profile-picture', how });
  expect(await writes(rita, `de novo ${_what}`)).toBeDefined();
  await letItLook();
  mend();
  await writes(rita, `mais ${_what}`);
  await letItLook();
  expect(looks()).toBe(before + 1);
  expect(await writes(rita, `e então ${_what}`)).toMatchObject({ icons: { image_48: PHOTO } });
  expect(await world.rows("SELECT kind FROM deliveries WHERE kind = 'whatsapp.photo' AND status NOT IN ('sent', 'obsolete')")).toEqual([]);
  expect(world.slack.channel('C0SUPERV001').messages.filter((message) => /whatsapp\.photo|Foto do contato/.test(JSON.stringify(message)))).toEqual([]);
});

test('many who write at once are looked at a few a minute; a conversation that ended meanwhile is let be', async () => {
  const before = looks();
  const crowd = Array.from({ length: 6 }, () => somebody(PHOTO));
  await Promise.all(crowd.map((phone) => phone.says('Oi')));
  await world.settle();
  await world.rows("UPDATE conversations c JOIN contacts k ON k.id = c.contact_id SET c.open_contact_id = NULL, c.status = 'closed', c.closed_at = ? WHERE k.phone = ?", [world.clock.now(), crowd[5]?.number]);
  const perBeat: number[] = [];
  for (let beats = 0; beats < 12; beats += 1) {
    const now = looks();
    await world.pass(15_000);
    await world.tick();
    await world.settle();
    perBeat.push(looks() - now);
  }
  expect(Math.max(...perBeat)).toBeLessThanOrEqual(2);
  expect(looks() - before).toBe(5);
});
