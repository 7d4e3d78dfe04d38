import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import bolt from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { SlackWorkspace } from '../../simulator/slack/workspace.js';
import type { JsonObject } from '../../simulator/slack/workspace.js';

const SECRET = 'segredo-de-teste';
const BOT = 'xoxb-teste';
const APP_TOKEN = 'xapp-teste';
const ATENDIMENTO = 'C0ATENDE001';
const ANA = 'U0ANA000001';
const BRUNO = 'U0BRUNO0001';

let slack: SlackWorkspace;
let web: WebClient;
const closers: (() => Promise<unknown>)[] = [];

async function boltApp(options: { processBeforeResponse?: boolean } = {}): Promise<InstanceType<typeof bolt.App>> {
  const app = new bolt.App({ ...options, token: BOT, signingSecret: SECRET, clientOptions: { slackApiUrl: slack.apiUrl }, logLevel: 'silent' as bolt.LogLevel });
  const server = (await app.start({ port: 0, host: '127.0.0.1' })) as { address(): { port: number } };
  slack.eventsUrl = `http://127.0.0.1:${server.address().port}/slack/events`;
  closers.push(() => app.stop());
  return app;
}

async function until(condition: () => boolean, milliseconds = 5_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!condition()) {
    if (Date.now() > end) throw new Error('not in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function errorOf(call: Promise<unknown>): Promise<string> {
  return call.then(() => 'none', (error: { data?: { error?: string } }) => error.data?.error ?? String(error));
}

beforeEach(async () => {
  slack = await SlackWorkspace.start({ signingSecret: SECRET, botToken: BOT, appToken: APP_TOKEN, retryDelaysMs: [0, 30], ackTimeoutMs: 400 });
  web = new WebClient(BOT, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });
});

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await slack.close();
});

describe('Web API', () => {
  test('posts, threads, metadata, history and replies', async () => {
    const auth = await web.auth.test();
    expect(auth).toMatchObject({ ok: true, user_id: 'U0CARINHO01', bot_id: 'B0CARINHO01', team_id: 'T0CARINHO01' });
    expect(auth.response_metadata?.scopes).toContain('chat:write');
    const metadata = { event_type: 'conversa', event_payload: { id: 7 } };
    const card = await web.chat.postMessage({ channel: ATENDIMENTO, text: 'Ficha & dados', metadata });
    expect(card.ts).toMatch(/^\d{10}\.\d{6}$/);
    const reply = await web.chat.postMessage({ channel: ATENDIMENTO, text: 'Olá', thread_ts: card.ts, username: 'Maria', icon_emoji: ':phone:' });
    expect(reply.message).toMatchObject({ subtype: 'bot_message', username: 'Maria', thread_ts: card.ts });
    const history = await web.conversations.history({ channel: ATENDIMENTO, oldest: card.ts, inclusive: true, include_all_metadata: true });
    expect(history.messages).toMatchObject([{ text: 'Ficha &amp; dados', reply_count: 1, metadata }]);
    expect((await web.conversations.history({ channel: ATENDIMENTO })).messages?.[0].metadata).toBeUndefined();
    const replies = await web.conversations.replies({ channel: ATENDIMENTO, ts: card.ts ?? '' });
    expect(replies.messages?.map((message) => message.ts)).toEqual([card.ts, reply.ts]);
    await web.chat.update({ channel: ATENDIMENTO, ts: card.ts ?? '', text: 'Nova ficha' });
    expect(slack.thread(ATENDIMENTO, card.ts ?? '')[0]).toMatchObject({ text: 'Nova ficha', metadata });
    expect(slack.calls.map((call) => call.method)).toContain('chat.update');
  });

  test('pages with a cursor', async () => {
    for (let index = 0; index < 5; index += 1) await web.chat.postMessage({ channel: ATENDIMENTO, text: `m${index}` });
    const seen: string[] = [];
    for await (const page of web.paginate('conversations.history', { channel: ATENDIMENTO, limit: 2 })) {
      seen.push(...((page as { messages?: { text: string }[] }).messages ?? []).map((message) => message.text));
    }
    expect(seen).toEqual(['m4', 'm3', 'm2', 'm1', 'm0']);
  });

  test.each([
    ['channel_not_found', { channel: 'C0', text: 'x' }],
    ['no_text', { channel: ATENDIMENTO, text: '' }],
    ['msg_too_long', { channel: ATENDIMENTO, text: 'x'.repeat(40_001) }],
    ['thread_not_found', { channel: ATENDIMENTO, text: 'x', thread_ts: '1.000000' }],
    ['invalid_blocks', { channel: ATENDIMENTO, text: 'x', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }] }],
    ['invalid_blocks', { channel: ATENDIMENTO, text: 'x', blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) }],
    ['invalid_blocks', { channel: ATENDIMENTO, text: 'x', blocks: [{ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' }] }],
    ['invalid_blocks', { channel: ATENDIMENTO, text: 'x', blocks: [{ type: 'carrossel' }] }],
    ['invalid_blocks', { channel: ATENDIMENTO, text: 'x', blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'a', text: { type: 'plain_text', text: 'x'.repeat(76) } }] }] }],
    ['msg_blocks_too_long', { channel: ATENDIMENTO, text: 'x', blocks: Array.from({ length: 6 }, () => ({ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(2900) } })) }],
  ])('refuses with %s', async (code, args) => {
    expect(await errorOf(web.apiCall('chat.postMessage', args as JsonObject))).toBe(code);
  });

  test('guards tokens, membership, archives and other people’s messages', async () => {
    expect(await errorOf(new WebClient('xoxb-outro', { slackApiUrl: slack.apiUrl }).auth.test())).toBe('invalid_auth');
    expect(await errorOf(new WebClient(undefined, { slackApiUrl: slack.apiUrl }).auth.test())).toBe('not_authed');
    slack.revokeToken();
    expect(await errorOf(web.auth.test())).toBe('token_revoked');
    slack.restoreToken();
    slack.kickBot(ATENDIMENTO);
    expect(await errorOf(web.chat.postMessage({ channel: ATENDIMENTO, text: 'x' }))).toBe('not_in_channel');
    await web.conversations.join({ channel: ATENDIMENTO });
    const own = await slack.post(ANA, ATENDIMENTO, 'meu');
    expect(await errorOf(web.chat.update({ channel: ATENDIMENTO, ts: own.ts, text: 'x' }))).toBe('cant_update_message');
    await slack.archive(ATENDIMENTO);
    expect(await errorOf(web.chat.postMessage({ channel: ATENDIMENTO, text: 'x' }))).toBe('is_archived');
  });

  test('fails on request: errors, rate limits, lost answers, hanging', async () => {
    slack.fail({ method: 'chat.postMessage', times: 1, how: { error: 'fatal_error' } });
    expect(await errorOf(web.chat.postMessage({ channel: ATENDIMENTO, text: 'a' }))).toBe('fatal_error');
    slack.fail({ method: 'chat.postMessage', times: 1, how: { retryAfter: 7 } });
    await expect(web.chat.postMessage({ channel: ATENDIMENTO, text: 'b' })).rejects.toMatchObject({ retryAfter: 7 });
    slack.fail({ method: 'chat.postMessage', times: 1, how: { status: 503, afterEffect: true } });
    await expect(web.chat.postMessage({ channel: ATENDIMENTO, text: 'c' })).rejects.toThrow();
    expect(slack.channel(ATENDIMENTO).messages.map((message) => message.text)).toEqual(['c']);
    const release = slack.fail({ method: 'auth.test', how: { hang: true } });
    const impatient = new WebClient(BOT, { slackApiUrl: slack.apiUrl, timeout: 100, retryConfig: { retries: 0 } });
    await expect(impatient.auth.test()).rejects.toThrow();
    release();
    expect((await web.auth.test()).ok).toBe(true);
    slack.rateLimit = { perChannelPerSecond: 1, burst: 2 };
    const outcomes = await Promise.all([1, 2, 3].map((text) => errorOf(web.chat.postMessage({ channel: ATENDIMENTO, text: String(text) }))));
    expect(outcomes.filter((outcome) => outcome === 'none')).toHaveLength(2);
  });

  test('reactions and files', async () => {
    const { ts = '' } = await web.chat.postMessage({ channel: ATENDIMENTO, text: 'x' });
    await web.reactions.add({ channel: ATENDIMENTO, timestamp: ts, name: 'white_check_mark' });
    expect(await errorOf(web.reactions.add({ channel: ATENDIMENTO, timestamp: ts, name: 'white_check_mark' }))).toBe('already_reacted');
    expect(await errorOf(web.reactions.add({ channel: ATENDIMENTO, timestamp: ts, name: 'nada_disso' }))).toBe('invalid_name');
    expect(await errorOf(web.reactions.remove({ channel: ATENDIMENTO, timestamp: ts, name: 'eyes' }))).toBe('no_reaction');
    await web.filesUploadV2({ channel_id: ATENDIMENTO, thread_ts: ts, filename: 'nota.txt', file: Buffer.from('conteúdo'), initial_comment: 'anexo' });
    const file = slack.thread(ATENDIMENTO, ts)[1].files?.[0];
    const fetched = await fetch(file?.url_private ?? '', { headers: { authorization: `Bearer ${BOT}` } });
    expect(await fetched.text()).toBe('conteúdo');
  });
});

describe('events to a Bolt app', () => {
  test('people’s messages arrive as Slack sends them', async () => {
    const app = await boltApp();
    const events: JsonObject[] = [];
    app.event('message', async ({ event }) => void events.push(event as unknown as JsonObject));
    const parent = await slack.post(ANA, ATENDIMENTO, 'Oi *Maria* <3 & @Bruno Souza veja https://carinho.example/a?b=1&c 🎉');
    expect(parent.ack).toMatchObject({ status: 200 });
    expect(events[0]).toMatchObject({
      type: 'message', user: ANA, channel: ATENDIMENTO, channel_type: 'channel', ts: parent.ts,
      text: 'Oi *Maria* &lt;3 &amp; <@U0BRUNO0001> veja <https://carinho.example/a?b=1&amp;c> :tada:',
    });
    expect(JSON.stringify(events[0].blocks)).toContain('{"type":"text","text":"Maria","style":{"bold":true}}');
    const reply = await slack.post(BRUNO, ATENDIMENTO, '- um\n- dois', { thread_ts: parent.ts });
    expect(events[1]).toMatchObject({ thread_ts: parent.ts, text: '• um\n• dois', parent_user_id: ANA });
    await slack.edit(BRUNO, ATENDIMENTO, reply.ts, 'três');
    expect(events[2]).toMatchObject({ subtype: 'message_changed', hidden: true, message: { text: 'três', edited: { user: BRUNO } }, previous_message: { text: '• um\n• dois' } });
    await slack.remove(ANA, ATENDIMENTO, parent.ts);
    expect(events[3]).toMatchObject({ subtype: 'message_changed', message: { subtype: 'tombstone', user: 'USLACKBOT' }, previous_message: { user: ANA } });
    await slack.remove(BRUNO, ATENDIMENTO, reply.ts);
    expect(events[4]).toMatchObject({ subtype: 'message_deleted', deleted_ts: reply.ts, previous_message: { text: 'três' } });
    expect(slack.channel(ATENDIMENTO).messages).toEqual([]);
  });

  test('an unanswered event is delivered again with retry headers; silence loses events', async () => {
    const app = await boltApp({ processBeforeResponse: true });
    const retries: (number | undefined)[] = [];
    app.use(async ({ context, next }) => {
      retries.push(context.retryNum);
      if (retries.length < 3) throw new Error('not yet');
      await next();
    });
    app.error(async () => { throw new Error('not acknowledged'); });
    app.message(/./, async () => undefined);
    const first = await slack.post(ANA, ATENDIMENTO, 'oi');
    expect(first.ack).toMatchObject({ error: expect.any(String) });
    await until(() => retries.length === 3);
    expect(retries).toEqual([undefined, 1, 2]);
    slack.silence(true);
    expect((await slack.post(ANA, ATENDIMENTO, 'perdida')).ack).toMatchObject({ status: 0, error: 'silenced' });
    slack.silence(false);
    await slack.post(ANA, ATENDIMENTO, 'ouvida');
    expect(retries).toHaveLength(4);
    expect((await web.conversations.history({ channel: ATENDIMENTO })).messages).toHaveLength(3);
  });

  test('commands, buttons, response_url and ephemerals', async () => {
    const app = await boltApp();
    app.command('/fila', async ({ ack, command }) => ack(`Fila: ${command.text}`));
    app.action('assumir', async ({ ack, body, respond }) => {
      await ack();
      await respond({ text: `Assumido por ${body.user.id}`, replace_original: true });
    });
    app.action('mais', async ({ ack, action, client, body }) => {
      await ack();
      await client.chat.postEphemeral({ channel: ATENDIMENTO, user: body.user.id, text: `escolheu ${JSON.stringify((action as unknown as JsonObject).selected_option)}` });
    });
    await slack.slash(ANA, ATENDIMENTO, '/fila', 'minha');
    expect(slack.ephemerals(ANA)).toMatchObject([{ text: 'Fila: minha' }]);
    const elements = [
      { type: 'button', action_id: 'assumir', text: { type: 'plain_text', text: 'Assumir' }, value: '7' },
      { type: 'overflow', action_id: 'mais', options: [{ text: { type: 'plain_text', text: 'Encerrar' }, value: 'encerrar' }, { text: { type: 'plain_text', text: 'Nota' }, value: 'nota' }] },
    ];
    const { ts = '' } = await web.chat.postMessage({ channel: ATENDIMENTO, text: 'ficha', blocks: [{ type: 'actions', elements } as never] });
    await slack.chooseOption(ANA, { channel: ATENDIMENTO, ts }, 'mais', 'encerrar');
    await until(() => slack.ephemerals(ANA).length === 2);
    expect(slack.ephemerals(ANA)[1].text).toContain('Encerrar');
    expect(await slack.click(BRUNO, { channel: ATENDIMENTO, ts }, 'assumir')).toMatchObject({ status: 200 });
    await until(() => slack.thread(ATENDIMENTO, ts)[0].text.startsWith('Assumido'));
    expect(slack.thread(ATENDIMENTO, ts)[0].blocks).toBeUndefined();
  });

  test('shortcuts, modals with errors, update and push, the home tab', async () => {
    const app = await boltApp();
    const input = { type: 'input', block_id: 'motivo', label: { type: 'plain_text', text: 'Motivo' }, element: { type: 'plain_text_input', action_id: 'texto' } };
    const select = { type: 'input', block_id: 'nivel', label: { type: 'plain_text', text: 'Nível' }, element: { type: 'static_select', action_id: 'n', options: [{ text: { type: 'plain_text', text: 'N2' }, value: 'n2' }] } };
    const modal = (title: string): never => ({ type: 'modal', callback_id: 'escalar', title: { type: 'plain_text', text: title }, submit: { type: 'plain_text', text: 'Enviar' }, blocks: [input, select] }) as never;
    const seen: JsonObject[] = [];
    app.shortcut('escalar_msg', async ({ ack, client, body }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: modal('Escalar') });
      expect(await errorOf(client.views.open({ trigger_id: body.trigger_id, view: modal('De novo') }))).toBe('exchanged_trigger_id');
    });
    app.view('escalar', async ({ ack, view }) => {
      seen.push(view.state.values as unknown as JsonObject);
      if (seen.length === 1) return ack({ response_action: 'errors', errors: { motivo: 'Curto demais' } });
      if (seen.length === 2) return ack({ response_action: 'push', view: modal('Confirmar') });
      return ack({ response_action: 'clear' });
    });
    app.event('app_home_opened', async ({ client, event }) => {
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } });
    });
    const message = await slack.post(ANA, ATENDIMENTO, 'olha');
    await slack.shortcut(ANA, 'escalar_msg', message);
    await until(() => slack.views(ANA) !== undefined);
    expect((await slack.submitView(ANA, {})).errors).toEqual({ motivo: 'Preencha este campo.', nivel: 'Preencha este campo.' });
    expect((await slack.submitView(ANA, { motivo: { texto: 'a' }, nivel: 'n2' })).errors).toEqual({ motivo: 'Curto demais' });
    expect(seen[0]).toMatchObject({ motivo: { texto: { type: 'plain_text_input', value: 'a' } }, nivel: { n: { selected_option: { value: 'n2' } } } });
    expect((await slack.submitView(ANA, { 'motivo.texto': 'melhor' })).view?.title).toMatchObject({ text: 'Confirmar' });
    await slack.submitView(ANA, { motivo: 'x', nivel: 'n2' });
    expect(slack.views(ANA)).toBeUndefined();
    expect(await errorOf(web.views.open({ trigger_id: 'nada', view: modal('x') }))).toBe('invalid_trigger_id');
    await slack.openHome(ANA);
    await until(() => slack.homeView(ANA)?.blocks[0].type === 'divider');
  });

  test('Socket Mode', async () => {
    const app = new bolt.App({ token: BOT, appToken: APP_TOKEN, socketMode: true, clientOptions: { slackApiUrl: slack.apiUrl }, logLevel: bolt.LogLevel.ERROR });
    const texts: string[] = [];
    app.message(/./, async ({ message }) => void texts.push((message as { text: string }).text));
    app.command('/fila', async ({ ack }) => ack('pela conexão'));
    await app.start();
    closers.push(() => app.stop());
    await until(() => slack.sockets === 1);
    expect((await slack.post(ANA, ATENDIMENTO, 'oi')).ack).toMatchObject({ status: 200 });
    expect(texts).toEqual(['oi']);
    await slack.slash(ANA, ATENDIMENTO, '/fila');
    expect(slack.ephemerals(ANA)[0].text).toBe('pela conexão');
    slack.dropSockets();
    await until(() => slack.sockets === 0);
    await until(() => slack.sockets === 1, 15_000);
    expect((await slack.post(ANA, ATENDIMENTO, 'de volta')).ack).toMatchObject({ status: 200 });
  });
});

describe('control API', () => {
  const ask = async (path: string, body?: JsonObject): Promise<JsonObject> => {
    const init = body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {};
    return (await (await fetch(`${slack.baseUrl}/_sim/${path}`, init)).json()) as JsonObject;
  };

  test('drives the workspace from another process and serves the page', async () => {
    const posted = await ask('post', { user: ANA, channel: ATENDIMENTO, text: 'pela rede' });
    expect(posted).toMatchObject({ text: 'pela rede', ack: { status: 0, error: 'no_events_url' } });
    await ask('fail', { method: 'auth.test', times: 1, how: { error: 'fatal_error' } });
    expect(await errorOf(web.auth.test())).toBe('fatal_error');
    await ask('react', { user: BRUNO, channel: ATENDIMENTO, ts: String(posted.ts), name: 'eyes' });
    const state = await ask('state');
    expect(JSON.stringify(state)).not.toContain(BOT);
    expect(state).toMatchObject({ channels: expect.arrayContaining([expect.objectContaining({ id: ATENDIMENTO })]) });
    expect(await ask('click', { user: ANA, channel: ATENDIMENTO, ts: '1.1', actionId: 'x' })).toMatchObject({ error: expect.stringContaining('No message') });
    const page = await fetch(`${slack.baseUrl}/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('lang="pt-BR"');
  });
});
