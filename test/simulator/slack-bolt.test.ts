import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../simulator/slack/workspace.js';
import { ANA, ATENDIMENTO, boltApp, BRUNO, errorOf, freshWorkspace, here, socketApp, until } from './slack-fixture.js';

freshWorkspace();

describe('events to a Bolt app', () => {
  test('people’s messages arrive as Slack sends them', async () => {
    const app = await boltApp();
    const events: JsonObject[] = [];
    app.event('message', async ({ event }) => void events.push(event as unknown as JsonObject));
    const parent = await here.slack.post(ANA, ATENDIMENTO, 'Oi *Maria* <3 & @Bruno Souza veja https://carinho.example/a?b=1&c 🎉');
    expect(parent.ack).toMatchObject({ status: 200 });
    expect(events[0]).toMatchObject({
      type: 'message', user: ANA, channel: ATENDIMENTO, channel_type: 'channel', ts: parent.ts,
      text: 'Oi *Maria* &lt;3 &amp; <@U0BRUNO0001> veja <https://carinho.example/a?b=1&amp;c> :tada:',
    });
    expect(JSON.stringify(events[0].blocks)).toContain('{"type":"text","text":"Maria","style":{"bold":true}}');
    const reply = await here.slack.post(BRUNO, ATENDIMENTO, '- um\n- dois', { thread_ts: parent.ts });
    expect(events[1]).toMatchObject({ thread_ts: parent.ts, text: '• um\n• dois', parent_user_id: ANA });
    await here.slack.edit(BRUNO, ATENDIMENTO, reply.ts, 'três');
    expect(events[2]).toMatchObject({ subtype: 'message_changed', hidden: true, message: { text: 'três', edited: { user: BRUNO } }, previous_message: { text: '• um\n• dois' } });
    await here.slack.remove(ANA, ATENDIMENTO, parent.ts);
    expect(events[3]).toMatchObject({ subtype: 'message_changed', message: { subtype: 'tombstone', user: 'USLACKBOT' }, previous_message: { user: ANA } });
    await here.slack.remove(BRUNO, ATENDIMENTO, reply.ts);
    expect(events[4]).toMatchObject({ subtype: 'message_deleted', deleted_ts: reply.ts, previous_message: { text: 'três' } });
    expect(here.slack.channel(ATENDIMENTO).messages).toEqual([]);
  });

  test('broadcasts, link previews and files', async () => {
    const app = await boltApp();
    const events: JsonObject[] = [];
    app.event('message', async ({ event }) => void events.push(event as unknown as JsonObject));
    const parent = await here.slack.post(ANA, ATENDIMENTO, 'tópico');
    const copy = await here.slack.post(ANA, ATENDIMENTO, 'veja www.example.com', { thread_ts: parent.ts, broadcast: true });
    expect(events[1]).toMatchObject({ subtype: 'thread_broadcast', thread_ts: parent.ts, root: { ts: parent.ts } });
    await here.slack.unfurl(ATENDIMENTO, copy.ts);
    expect(events[2]).toMatchObject({ subtype: 'message_changed', message: { attachments: [{ from_url: 'http://www.example.com' }] } });
    expect((events[2].message as JsonObject).edited).toBeUndefined();
    await here.slack.post(ANA, ATENDIMENTO, '', { thread_ts: parent.ts, files: [{ name: 'foto.png', content: 'AA==', encoding: 'base64' }] });
    expect(events[3]).toMatchObject({ subtype: 'file_share', files: [{ name: 'foto.png', mimetype: 'image/png', size: 1 }] });
    const shown = await here.web.conversations.history({ channel: ATENDIMENTO });
    expect(shown.messages?.map((message) => message.ts)).toEqual([copy.ts, parent.ts]);
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
    const first = await here.slack.post(ANA, ATENDIMENTO, 'oi');
    expect(first.ack).toMatchObject({ error: expect.any(String) });
    await until(() => retries.length === 3);
    expect(retries).toEqual([undefined, 1, 2]);
    here.slack.silence(true);
    expect((await here.slack.post(ANA, ATENDIMENTO, 'perdida')).ack).toMatchObject({ status: 0, error: 'silenced' });
    here.slack.silence(false);
    await here.slack.post(ANA, ATENDIMENTO, 'ouvida');
    expect(retries).toHaveLength(4);
    expect((await here.web.conversations.history({ channel: ATENDIMENTO })).messages).toHaveLength(3);
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
    await here.slack.slash(ANA, ATENDIMENTO, '/fila', 'minha');
    expect(here.slack.ephemerals(ANA)).toMatchObject([{ text: 'Fila: minha' }]);
    const elements = [
      { type: 'button', action_id: 'assumir', text: { type: 'plain_text', text: 'Assumir' }, value: '7' },
      { type: 'overflow', action_id: 'mais', options: [{ text: { type: 'plain_text', text: 'Encerrar' }, value: 'encerrar' }, { text: { type: 'plain_text', text: 'Nota' }, value: 'nota' }] },
    ];
    const { ts = '' } = await here.web.chat.postMessage({ channel: ATENDIMENTO, text: 'ficha', blocks: [{ type: 'actions', elements } as never] });
    await here.slack.chooseOption(ANA, { channel: ATENDIMENTO, ts }, 'mais', 'encerrar');
    await until(() => here.slack.ephemerals(ANA).length === 2);
    expect(here.slack.ephemerals(ANA)[1].text).toContain('Encerrar');
    expect(await here.slack.click(BRUNO, { channel: ATENDIMENTO, ts }, 'assumir')).toMatchObject({ status: 200 });
    await until(() => here.slack.thread(ATENDIMENTO, ts)[0].text.startsWith('Assumido'));
    expect(here.slack.thread(ATENDIMENTO, ts)[0].blocks).toBeUndefined();
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
    const message = await here.slack.post(ANA, ATENDIMENTO, 'olha');
    await here.slack.shortcut(ANA, 'escalar_msg', message);
    await until(() => here.slack.views(ANA) !== undefined);
    expect((await here.slack.submitView(ANA, {})).errors).toEqual({ motivo: 'Preencha este campo.', nivel: 'Preencha este campo.' });
    expect((await here.slack.submitView(ANA, { motivo: { texto: 'a' }, nivel: 'n2' })).errors).toEqual({ motivo: 'Curto demais' });
    expect(seen[0]).toMatchObject({ motivo: { texto: { type: 'plain_text_input', value: 'a' } }, nivel: { n: { selected_option: { value: 'n2' } } } });
    expect((await here.slack.submitView(ANA, { 'motivo.texto': 'melhor' })).view?.title).toMatchObject({ text: 'Confirmar' });
    await here.slack.submitView(ANA, { motivo: 'x', nivel: 'n2' });
    expect(here.slack.views(ANA)).toBeUndefined();
    expect(await errorOf(here.web.views.open({ trigger_id: 'nada', view: modal('x') }))).toBe('invalid_trigger_id');
    await here.slack.openHome(ANA);
    await until(() => here.slack.homeView(ANA)?.blocks[0].type === 'divider');
  });

  test('Socket Mode', async () => {
    const app = await socketApp();
    const texts: string[] = [];
    app.message(/./, async ({ message }) => void texts.push((message as { text: string }).text));
    app.command('/fila', async ({ ack }) => ack('pela conexão'));
    await until(() => here.slack.sockets === 1);
    expect((await here.slack.post(ANA, ATENDIMENTO, 'oi')).ack).toMatchObject({ status: 200 });
    expect(texts).toEqual(['oi']);
    await here.slack.slash(ANA, ATENDIMENTO, '/fila');
    expect(here.slack.ephemerals(ANA)[0].text).toBe('pela conexão');
    here.slack.dropSockets();
    await until(() => here.slack.sockets === 0);
    await until(() => here.slack.sockets === 1, 15_000);
    expect((await here.slack.post(ANA, ATENDIMENTO, 'de volta')).ack).toMatchObject({ status: 200 });
  });
});
