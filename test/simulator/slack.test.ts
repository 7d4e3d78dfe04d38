import { describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import type { JsonObject } from '../../simulator/slack/workspace.js';
import { ANA, ATENDIMENTO, BOT, BRUNO, client, errorOf, freshWorkspace, here } from './slack-fixture.js';

freshWorkspace();

describe('Web API', () => {
  test('posts, threads, metadata, history and replies', async () => {
    const auth = await here.web.auth.test();
    expect(auth).toMatchObject({ ok: true, user_id: 'U0CARINHO01', bot_id: 'B0CARINHO01', team_id: 'T0CARINHO01' });
    expect(auth.response_metadata?.scopes).toContain('chat:write');
    const metadata = { event_type: 'conversa', event_payload: { id: 7 } };
    const card = await here.web.chat.postMessage({ channel: ATENDIMENTO, text: 'Ficha & dados', metadata });
    expect(card.ts).toMatch(/^\d{10}\.\d{6}$/);
    const reply = await here.web.chat.postMessage({ channel: ATENDIMENTO, text: 'Olá', thread_ts: card.ts, username: 'Maria', icon_emoji: ':phone:' });
    expect(reply.message).toMatchObject({ subtype: 'bot_message', username: 'Maria', thread_ts: card.ts });
    const history = await here.web.conversations.history({ channel: ATENDIMENTO, oldest: card.ts, inclusive: true, include_all_metadata: true });
    expect(history.messages).toMatchObject([{ text: 'Ficha &amp; dados', reply_count: 1, metadata }]);
    expect((await here.web.conversations.history({ channel: ATENDIMENTO })).messages?.[0].metadata).toBeUndefined();
    const replies = await here.web.conversations.replies({ channel: ATENDIMENTO, ts: card.ts ?? '' });
    expect(replies.messages?.map((message) => message.ts)).toEqual([card.ts, reply.ts]);
    await here.web.chat.update({ channel: ATENDIMENTO, ts: card.ts ?? '', text: 'Nova ficha' });
    expect(here.slack.thread(ATENDIMENTO, card.ts ?? '')[0]).toMatchObject({ text: 'Nova ficha', metadata });
    expect(here.slack.calls.map((call) => call.method)).toContain('chat.update');
  });

  test('pages with a cursor', async () => {
    for (let index = 0; index < 5; index += 1) await here.web.chat.postMessage({ channel: ATENDIMENTO, text: `m${index}` });
    const seen: string[] = [];
    for await (const page of here.web.paginate('conversations.history', { channel: ATENDIMENTO, limit: 2 })) {
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
    expect(await errorOf(here.web.apiCall('chat.postMessage', args as JsonObject))).toBe(code);
  });

  test('guards tokens, membership, archives and other people’s messages', async () => {
    expect(await errorOf(client('xoxb-outro').auth.test())).toBe('invalid_auth');
    expect(await errorOf(new WebClient(undefined, { slackApiUrl: here.slack.apiUrl }).auth.test())).toBe('not_authed');
    here.slack.revokeToken();
    expect(await errorOf(here.web.auth.test())).toBe('token_revoked');
    here.slack.restoreToken();
    here.slack.kickBot(ATENDIMENTO);
    expect(await errorOf(here.web.chat.postMessage({ channel: ATENDIMENTO, text: 'x' }))).toBe('not_in_channel');
    await here.web.conversations.join({ channel: ATENDIMENTO });
    const own = await here.slack.post(ANA, ATENDIMENTO, 'meu');
    expect(await errorOf(here.web.chat.update({ channel: ATENDIMENTO, ts: own.ts, text: 'x' }))).toBe('cant_update_message');
    await here.slack.archive(ATENDIMENTO);
    expect(await errorOf(here.web.chat.postMessage({ channel: ATENDIMENTO, text: 'x' }))).toBe('is_archived');
  });

  test('fails on request: errors, rate limits, lost answers, hanging', async () => {
    here.slack.fail({ method: 'chat.postMessage', times: 1, how: { error: 'fatal_error' } });
    expect(await errorOf(here.web.chat.postMessage({ channel: ATENDIMENTO, text: 'a' }))).toBe('fatal_error');
    here.slack.fail({ method: 'chat.postMessage', times: 1, how: { retryAfter: 7 } });
    await expect(here.web.chat.postMessage({ channel: ATENDIMENTO, text: 'b' })).rejects.toMatchObject({ retryAfter: 7 });
    here.slack.fail({ method: 'chat.postMessage', times: 1, how: { status: 503, afterEffect: true } });
    await expect(here.web.chat.postMessage({ channel: ATENDIMENTO, text: 'c' })).rejects.toThrow();
    expect(here.slack.channel(ATENDIMENTO).messages.map((message) => message.text)).toEqual(['c']);
    const release = here.slack.fail({ method: 'auth.test', how: { hang: true } });
    const impatient = client(BOT, { timeout: 100 });
    await expect(impatient.auth.test()).rejects.toThrow();
    release();
    expect((await here.web.auth.test()).ok).toBe(true);
    here.slack.rateLimit = { perChannelPerSecond: 1, burst: 2 };
    const outcomes = await Promise.all([1, 2, 3].map((text) => errorOf(here.web.chat.postMessage({ channel: ATENDIMENTO, text: String(text) }))));
    expect(outcomes.filter((outcome) => outcome === 'none')).toHaveLength(2);
  });

  test('reactions and files', async () => {
    const { ts = '' } = await here.web.chat.postMessage({ channel: ATENDIMENTO, text: 'x' });
    await here.web.reactions.add({ channel: ATENDIMENTO, timestamp: ts, name: 'white_check_mark' });
    expect(await errorOf(here.web.reactions.add({ channel: ATENDIMENTO, timestamp: ts, name: 'white_check_mark' }))).toBe('already_reacted');
    expect(await errorOf(here.web.reactions.add({ channel: ATENDIMENTO, timestamp: ts, name: 'nada_disso' }))).toBe('invalid_name');
    expect(await errorOf(here.web.reactions.remove({ channel: ATENDIMENTO, timestamp: ts, name: 'eyes' }))).toBe('no_reaction');
    await here.web.filesUploadV2({ channel_id: ATENDIMENTO, thread_ts: ts, filename: 'nota.txt', file: Buffer.from('conteúdo'), initial_comment: 'anexo' });
    const file = here.slack.thread(ATENDIMENTO, ts)[1].files?.[0];
    const fetched = await fetch(file?.url_private ?? '', { headers: { authorization: `Bearer ${BOT}` } });
    expect(await fetched.text()).toBe('conteúdo');
  });

  test('direct messages, ephemerals and guests of a channel', async () => {
    const { ts } = await here.web.chat.postMessage({ channel: ANA, text: 'em particular' });
    const opened = await here.web.conversations.open({ users: ANA });
    expect(opened.channel?.id).toBe('D0ANA000001');
    expect(here.slack.channel('D0ANA000001').messages).toMatchObject([{ ts }]);
    here.slack.addChannel({ id: 'C0PRIVADO01', name: 'privado', isPrivate: true, members: ['U0CARINHO01', ANA] });
    expect(await errorOf(here.web.chat.postEphemeral({ channel: 'C0PRIVADO01', user: BRUNO, text: 'x' }))).toBe('user_not_in_channel');
    here.slack.kickBot('C0PRIVADO01');
    expect(await errorOf(here.web.chat.postMessage({ channel: 'C0PRIVADO01', text: 'x' }))).toBe('channel_not_found');
  });
});

describe('control API', () => {
  const ask = async (path: string, body?: JsonObject): Promise<JsonObject> => {
    const init = body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {};
    return (await (await fetch(`${here.slack.baseUrl}/_sim/${path}`, init)).json()) as JsonObject;
  };

  test('drives the workspace from another process and serves the page', async () => {
    const posted = await ask('post', { user: ANA, channel: ATENDIMENTO, text: 'pela rede' });
    expect(posted).toMatchObject({ text: 'pela rede', ack: { status: 0, error: 'no_events_url' } });
    await ask('fail', { method: 'auth.test', times: 1, how: { error: 'fatal_error' } });
    expect(await errorOf(here.web.auth.test())).toBe('fatal_error');
    await ask('react', { user: BRUNO, channel: ATENDIMENTO, ts: String(posted.ts), name: 'eyes' });
    const state = await ask('state');
    expect(JSON.stringify(state)).not.toContain(BOT);
    expect(state).toMatchObject({ channels: expect.arrayContaining([expect.objectContaining({ id: ATENDIMENTO })]) });
    expect(await ask('click', { user: ANA, channel: ATENDIMENTO, ts: '1.1', actionId: 'x' })).toMatchObject({ error: expect.stringContaining('No message') });
    const page = await fetch(`${here.slack.baseUrl}/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('lang="pt-BR"');
  });
});
