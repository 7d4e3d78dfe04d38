import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FailureManner } from '../../simulator/slack/workspace.js';
import { createSlackClient } from '../../bot/slack-call.js';
import { slackLogger } from '../../bot/slack-log.js';
import { startWorld, type World } from '../support/world.js';
import { repliesOf, textsOf } from '../support/thread.js';
import { serve, type TestServer } from './hostile-server.js';
import { PNG } from './pictures.js';

describe('a file stands in the thread once, whatever is lost on the way', () => {
  let world: World;
  let server: TestServer;
  let told = 0;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const sendsPhoto = () =>
    maria().says('', { extra: { image: { imageUrl: `http://127.0.0.1:${server.port}/foto`, thumbnailUrl: '', caption: '', mimeType: 'image/png', viewOnce: false, width: 1, height: 1, downloadError: null } } });
  const shownFiles = async () => (await repliesOf(world)).flatMap((message) => message.files ?? []);
  /** Lets everything be tried again, until it comes to rest. */
  const patience = async () => {
    for (let times = 0; times < 8; times += 1) await world.pass(10_000);
  };

  beforeAll(async () => {
    server = await serve({ '/foto': (_: unknown, response: ServerResponse) => void response.writeHead(200).end(PNG) });
    world = await startWorld({ env: { MEDIA_ALLOW_HTTP: `127.0.0.1:${server.port}` } });
    world.house.bot.client = createSlackClient('xoxb-test-token', world.slack.apiUrl, slackLogger(world.house.log), 300);
    await maria().says('Olá');
    await world.settle();
  });
  afterAll(async () => {
    await world.end();
    await server.close();
  });

  test.each<[string, string, FailureManner]>([
    ['completing fails before it is done', 'files.completeUploadExternal', { status: 500 }],
    ['completing is done, its answer lost', 'files.completeUploadExternal', { status: 500, afterEffect: true }],
    ['completing is done, without an answer in time', 'files.completeUploadExternal', { hang: true, afterEffect: true }],
    ['completing never began', 'files.completeUploadExternal', { hang: true }],
    ['Slack forgot the upload', 'files.completeUploadExternal', { error: 'file_not_found' }],
    ['asking for the upload is limited', 'files.getUploadURLExternal', { retryAfter: 2 }],
    ['asking for the upload fails', 'files.getUploadURLExternal', { status: 500 }],
  ])('%s', async (_name, method, how) => {
    const before = (await shownFiles()).length;
    world.slack.fail({ method, times: 1, how });
    await sendsPhoto();
    await world.settle(0);
    await maria().says('e mais isto');
    await world.settle(0);
    await patience();
    // An upload refused outright is a person's to repeat; everything else mends itself.
    const { error } = (await world.rows<{ error: string | null }>('SELECT error FROM attachments ORDER BY id DESC LIMIT 1'))[0] as { error: string | null };
    expect((await shownFiles()).length - before).toBe(how.error ? 0 : 1);
    expect(error === null).toBe(how.error === undefined);
    expect((await textsOf(world)).filter((text) => text.startsWith('e mais isto'))).toHaveLength((told += 1));
    expect(await world.rows("SELECT id FROM deliveries WHERE status IN ('dead', 'sending', 'pending')")).toEqual([]);
  });

  test('the worker dies between the upload and its record: the file that stands there is found', async () => {
    const before = (await shownFiles()).length;
    await sendsPhoto();
    await world.settle();
    expect((await shownFiles()).length).toBe(before + 1);
    await world.rows("UPDATE deliveries SET status = 'sending', finished_at = NULL, holder = 'proc:gone', started_at = ?, result = NULL WHERE kind = 'slack.file' ORDER BY id DESC LIMIT 1", [new Date()]);
    await patience();
    expect((await shownFiles()).length).toBe(before + 1);
    expect(await world.rows("SELECT status FROM deliveries WHERE kind = 'slack.file' ORDER BY id DESC LIMIT 1")).toEqual([{ status: 'sent' }]);
  });

  test('the worker dies after the upload, before anything was shown: the same upload is shown', async () => {
    const before = (await shownFiles()).length;
    const uploads = () => world.slack.calls.filter((call) => call.method === 'files.getUploadURLExternal').length;
    world.slack.fail({ method: 'files.completeUploadExternal', times: 1, how: { hang: true } });
    await sendsPhoto();
    await world.settle(0);
    const asked = uploads();
    await patience();
    expect((await shownFiles()).length).toBe(before + 1);
    expect(uploads()).toBe(asked);
  });

  test('the worker dies between keeping a file and recording it: it is not fetched again', async () => {
    await sendsPhoto();
    await world.settle();
    const [kept] = await world.rows<{ id: number; storage_key: string }>('SELECT id, storage_key FROM attachments ORDER BY id DESC LIMIT 1');
    const asked = server.asked.length;
    const before = (await shownFiles()).length;
    await world.rows("UPDATE attachments SET state = 'waiting', stored_at = NULL, slack_file_id = NULL WHERE id = ?", [kept?.id]);
    await world.rows("UPDATE deliveries SET status = 'sending', finished_at = NULL, holder = 'proc:gone', started_at = ? WHERE kind = 'media.fetch' ORDER BY id DESC LIMIT 1", [world.clock.now()]);
    await patience();
    expect(server.asked.length).toBe(asked);
    expect(await world.rows('SELECT state, storage_key FROM attachments ORDER BY id DESC LIMIT 1')).toEqual([{ state: 'stored', storage_key: kept?.storage_key }]);
    // Recorded now for the first time, as far as the ledger knows: so it is shown.
    expect((await shownFiles()).length).toBe(before + 1);
  });

  test('the worker dies between noting the key and keeping: it is fetched again, under that key', async () => {
    await sendsPhoto();
    await world.settle();
    const [kept] = await world.rows<{ id: number; storage_key: string }>('SELECT id, storage_key FROM attachments ORDER BY id DESC LIMIT 1');
    const asked = server.asked.length;
    await world.house.bot.media.remove(kept?.storage_key as string);
    await world.rows("UPDATE attachments SET state = 'waiting', stored_at = NULL, slack_file_id = NULL WHERE id = ?", [kept?.id]);
    await world.rows("UPDATE deliveries SET status = 'sending', finished_at = NULL, holder = 'proc:gone', started_at = ? WHERE kind = 'media.fetch' ORDER BY id DESC LIMIT 1", [world.clock.now()]);
    await patience();
    expect(server.asked.length).toBe(asked + 1);
    expect(await world.house.bot.media.sizeOf(kept?.storage_key as string)).toBe(PNG.length);
  });

  test('an app that was not given the right to show files still shows messages, and says what is missing', async () => {
    world.slack.fail({ method: 'files.getUploadURLExternal', times: 1, how: { error: 'missing_scope' } });
    await sendsPhoto();
    await maria().says('Chegou?');
    await world.settle();
    const texts = await textsOf(world);
    expect(texts).toContainEqual(expect.stringMatching(/^Chegou\?/));
    expect(texts.at(-1)).toMatch(/não pôde ser mostrado aqui.*lacks the scope/);
  });

  test('while Slack limits the channel, the file waits its turn like any post', async () => {
    const before = (await shownFiles()).length;
    world.slack.fail({ method: 'files.completeUploadExternal', times: 1, how: { retryAfter: 1 } });
    await sendsPhoto();
    await world.settle(0);
    expect((await shownFiles()).length).toBe(before);
    // The pause is shared through Redis, whose clock goes on by itself.
    for (let times = 0; times < 60 && (await shownFiles()).length === before; times += 1) {
      await new Promise((resume) => setTimeout(resume, 100));
      await world.pass(100);
    }
    expect((await shownFiles()).length).toBe(before + 1);
  });
});
