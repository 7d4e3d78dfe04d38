import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serve, type TestServer } from '../media/hostile-server.js';
import { PNG } from '../media/pictures.js';
import { ANA, ATENDIMENTO } from '../support/world.js';
import { pause, startFleet, type Fleet } from './fleet.js';
import { startOwnServices } from './own-services.js';
import { mirrored, seeded } from './threads.js';

const FAMILIES = 12;
const MESSAGES = 12;
const REPLIES = 4;
const KILLS = 20;
/** Every so many messages is a picture, and this reply is one. */
const PICTURE_EVERY = 3;
const PICTURE_REPLY = 1;

const isPicture = (n: number) => n % PICTURE_EVERY === PICTURE_EVERY - 1;
/** A picture that is like no other: bytes behind the end of a PNG are not looked at. */
const pictureOf = (name: string) => Buffer.concat([PNG, Buffer.from(name)]);
const PICTURES = Array.from({ length: FAMILIES }, (_, index) => Array.from({ length: MESSAGES }, (_, n) => n).filter(isPicture).map((n) => `c${index} m${n}`)).flat();
const pathOf = (name: string) => `/${name.replace(' ', '-')}.png`;

let folder: string;
let server: TestServer;
let services: Awaited<ReturnType<typeof startOwnServices>>;
let fleet: Fleet;
beforeAll(async () => {
  const random = seeded(7);
  // Slowly, so that workers die while they fetch.
  const slowly = (name: string) => (_: unknown, response: ServerResponse) => void setTimeout(() => response.writeHead(200).end(pictureOf(name)), random() * 300);
  server = await serve(Object.fromEntries(PICTURES.map((name) => [pathOf(name), slowly(name)])));
  folder = mkdtempSync(join(tmpdir(), 'carinho-media-'));
  services = await startOwnServices();
  fleet = await startFleet({
    databaseUrl: services.mysql.url, redisUrl: services.redis.url, webs: 1, workers: 2, settings: { lost_send_seconds: 5 },
    env: { MEDIA_DIR: folder, MEDIA_ALLOW_HTTP: `127.0.0.1:${server.port}` },
  });
}, 60_000);
afterAll(async () => {
  await fleet.stop();
  await services.stop();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Kills one worker after the other at random moments and starts it again; empties Redis half-way. */
async function havoc(random: () => number): Promise<void> {
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(100 + random() * 400);
    const worker = fleet.workers[kill % 2];
    await worker?.kill();
    if (kill === KILLS / 2) await services.redis.flush();
    await worker?.start();
  }
}

test('workers killed 20 times in a burst with pictures, Redis emptied in the middle: nothing lost, nothing twice, order kept, every picture kept once and shown once', async () => {
  const families = Array.from({ length: FAMILIES }, (_, index) => fleet.zapi.phone(`55219${81000000 + index}`, { name: `Casa ${index}` }));
  const disorder = havoc(seeded(11));
  const writing = families.map(async (family, index) => {
    for (let n = 0; n < MESSAGES; n += 1) {
      const name = `c${index} m${n}`;
      const image = { imageUrl: `http://127.0.0.1:${server.port}${pathOf(name)}`, thumbnailUrl: '', caption: name, mimeType: 'image/png', viewOnce: false, width: 1, height: 1 };
      expect((await family.says(isPicture(n) ? '' : name, isPicture(n) ? { extra: { image } } : {})).status).toBe(200);
      await pause(600);
    }
  });
  const answering = families.map(async (family, index) => {
    const parent = await threadOf(family.name);
    for (let n = 0; n < REPLIES; n += 1) {
      const name = `r${index} n${n}`;
      const files = n === PICTURE_REPLY ? [{ name: 'foto.png', content: pictureOf(name).toString('base64'), encoding: 'base64' as const }] : [];
      await fleet.slack.post(ANA, ATENDIMENTO, name, { thread_ts: parent, files });
      await pause(1200);
    }
  });
  await Promise.all([...writing, ...answering, disorder]);
  await fleet.drained(60_000);

  const expected = Object.fromEntries(families.map((family, index) => [family.name, Array.from({ length: MESSAGES }, (_, n) => `c${index} m${n}`)]));
  // A picture's post says what it is above its caption; the file itself stands below, without words.
  const words = [...mirrored(fleet)].map(([name, lines]) => [name, lines.filter((line) => line !== '📷 Foto' && line !== '')]);
  expect(Object.fromEntries(words)).toEqual(expected);
  const received = Object.fromEntries(families.map((family) => [family.name, family.received.map((message) => message.text)]));
  expect(received).toEqual(Object.fromEntries(families.map((family, index) => [family.name, Array.from({ length: REPLIES }, (_, n) => `r${index} n${n}`)])));
  expect(await shownPictures()).toEqual([...PICTURES].sort());
  const sent = families.flatMap((family) => family.received.filter((message) => message.kind === 'image').map((message) => [message.text, imageIn(message.content)]));
  expect(Object.fromEntries(sent)).toEqual(Object.fromEntries(families.map((_, index) => [`r${index} n${PICTURE_REPLY}`, pictureOf(`r${index} n${PICTURE_REPLY}`).toString('base64')])));
  expect(sent).toHaveLength(FAMILIES);
  expect(keptPictures()).toEqual([...PICTURES, ...families.map((_, index) => `r${index} n${PICTURE_REPLY}`)].sort());
  expect(await fleet.rows("SELECT id, state, error FROM attachments WHERE state <> 'stored' OR error IS NOT NULL")).toEqual([]);
  expect(await fleet.rows("SELECT id, kind, last_error FROM deliveries WHERE status = 'dead'")).toEqual([]);
  expect(await fleet.rows("SELECT id, last_error FROM webhook_events WHERE status = 'dead'")).toEqual([]);
}, 120_000);

/** The ts of a family's thread, once it stands. */
async function threadOf(name: string): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const parent = fleet.slack.channel(ATENDIMENTO).messages.find((message) => message.thread_ts === undefined || message.thread_ts === message.ts ? JSON.stringify(message.blocks ?? []).includes(`· ${name}"`) : false);
    if (parent) return parent.ts;
    await pause(100);
  }
  throw new Error(`${name} has no thread`);
}

const nameIn = (bytes: Buffer) => bytes.subarray(PNG.length).toString();

/** The names of the customers' pictures that the threads show, once for each time one is shown. */
async function shownPictures(): Promise<string[]> {
  const { messages } = fleet.slack.channel(ATENDIMENTO);
  const files = messages.filter((message) => message.user !== ANA).flatMap((message) => message.files ?? []);
  const bytes = await Promise.all(files.map(async (file) => Buffer.from(await (await fetch(file.url_private, { headers: { authorization: 'Bearer xoxb-test-token' } })).arrayBuffer())));
  return bytes.map(nameIn).sort();
}

/** The names of all pictures that are kept, once for each time one is kept. */
function keptPictures(): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.endsWith('.part'));
  return files.map((entry) => nameIn(readFileSync(join(entry.parentPath, entry.name)))).sort();
}

/** The bytes of a picture on the phone, base64. */
function imageIn(content: object | undefined): string | undefined {
  return /"imageUrl":"data:[^;]+;base64,([^"]*)"/.exec(JSON.stringify(content ?? {}))?.[1];
}
