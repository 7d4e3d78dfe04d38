import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arriveInTurn, messageBody } from '../support/webhook.js';
import { cardOf, shown, textsOf } from '../support/thread.js';
import { ATENDIMENTO, startWorld, type World } from '../support/world.js';

describe('kinds that the provider’s examples do not have', () => {
  let world: World;
  let people = 0;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.end());

  /** A new customer sends these contents; their conversation's number. */
  async function conversation(...contents: Record<string, unknown>[]): Promise<number> {
    people += 1;
    const phone = `5511944440${String(people).padStart(3, '0')}`;
    await arriveInTurn(world, ...contents.map((content) => messageBody('', { phone, text: undefined, ...content })));
    const [row] = await world.rows<{ id: number }>('SELECT c.id FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE p.phone = ?', [phone]);
    return row?.id ?? 0;
  }

  test.each<[string, Record<string, unknown>, string]>([
    ['a place with its name', { location: { longitude: -46.63, latitude: -23.55, name: 'Clínica', address: 'Rua *A*, 1', url: '' } }, '📍 Localização · <https://maps.google.com/?q=-23.55,-46.63|abrir no mapa>\nClínica\nRua *A*, 1'],
    ['a live place', { liveLocation: { longitude: -46.6, latitude: -23.5, sequence: { low: 1 }, caption: 'chegando' } }, '📍 Localização em tempo real · <https://maps.google.com/?q=-23.5,-46.6|abrir no mapa>\nchegando'],
    ['several contact cards', { contacts: [{ displayName: 'João', phones: ['5511911112222'] }, { displayName: '<!here>', vCard: 'BEGIN:VCARD\nTEL;type=CELL:+55 11 93333-4444\nEND:VCARD' }] }, '👤 Contato: João · 5511911112222\n👤 Contato: &lt;!here&gt; · +55 11 93333-4444'],
    ['a poll of one answer', { poll: { question: 'Qual dia?', pollMaxOptions: 1, options: [{ name: 'Seg' }, { name: 'Ter' }] } }, '📊 Enquete: Qual dia?\n• Seg\n• Ter'],
    ['a vote on a poll we do not have', { pollVote: { pollMessageId: 'NADA', options: [{ name: 'Seg' }] } }, '🗳️ Votou: Seg'],
    ['a vote taken back', { pollVote: { pollMessageId: 'NADA', options: [] } }, '🗳️ Retirou o voto'],
    ['a missed call', { notification: 'CALL_MISSED_VOICE', callId: 'C1' }, '📞 Chamada perdida'],
    ['a missed video call', { notification: 'CALL_MISSED_VIDEO', callId: 'C2' }, '📹 Chamada de vídeo perdida'],
    ['a forwarded text', { text: { message: 'leia' }, forwarded: true }, '_↪ encaminhada_\nleia'],
    ['a placeholder', { waitingMessage: true }, '⏳ _Aguardando a mensagem: o WhatsApp ainda não a entregou por completo. Se demorar, veja no celular da empresa._'],
    ['a pinned message', { pinMessage: { action: 'pin', pinDurationInSecs: 604800 } }, '_📎 O cliente enviou algo que ainda não é mostrado aqui (mensagem fixada). Veja no celular da empresa._'],
    ['a product with a link', { product: { title: 'Cama | hospitalar', url: 'https://loja.test/?a=1&b=2', currencyCode: 'BRL', price: 1500 } }, '🛍️ Produto: <https://loja.test/?a=1&amp;b=2|Cama | hospitalar>\nValor informado: BRL 1500'],
    ['an event', { event: { name: 'Visita', description: 'na casa', scheduleTime: 1716915653, location: { name: 'Rua B' } } }, '📅 Evento: Visita\n🕒 ter. 28/05 14:00\n📍 Rua B\nna casa'],
    ['a photo WhatsApp could not give, with its caption', { image: { imageUrl: null, caption: 'receita', downloadError: 'expired' } }, '📷 Foto\n⚠️ _O arquivo não está aqui: veja o aviso na conversa_\nreceita'],
    ['a video note', { ptv: { ptvUrl: null, seconds: 75 } }, '🎬 Recado em vídeo (1:15)\n⚠️ _O arquivo não está aqui: veja o aviso na conversa_'],
    ['a GIF', { video: { videoUrl: null, isGif: true } }, '🎞️ GIF\n⚠️ _O arquivo não está aqui: veja o aviso na conversa_'],
  ])('%s', async (_, content, wanted) => {
    expect((await textsOf(world, await conversation(content)))[0]).toBe(wanted);
  });

  test('a vote names the question of its poll', async () => {
    const poll = { messageId: 'POLL1', poll: { question: 'Qual dia?', pollMaxOptions: 1, options: [{ name: 'Seg' }] } };
    expect((await textsOf(world, await conversation(poll, { pollVote: { pollMessageId: 'POLL1', options: [{ name: 'Seg' }] } })))[1]).toBe('🗳️ Votou (Qual dia?): Seg');
  });

  test('a call rings and is missed: one line; the customer waits', async () => {
    const id = await conversation({ notification: 'CALL_VOICE', messageId: '1-1', callId: 'RING' }, { notification: 'CALL_MISSED_VOICE', messageId: '1-2', callId: 'RING' });
    expect(await textsOf(world, id)).toEqual(['📞 Chamada perdida']);
    expect(await world.rows('SELECT waiting_since IS NOT NULL AS waits FROM conversations WHERE id = ?', [id])).toEqual([{ waits: expect.anything() }]);
    expect(shown(await cardOf(world, id))).toContain('desde');
    expect(shown(await cardOf(world, id))).toContain('📞 Chamada');
  });

  test('who comes from an advertisement: the card says which, and keeps the first one', async () => {
    const ad = (title: string) => ({ text: { message: 'Vi o anúncio' }, externalAdReply: { title, body: 'x', sourceType: 'ad', sourceUrl: 'https://fb.me/abc' } });
    const id = await conversation(ad('Cuidadores <24h>'), ad('Outro'));
    expect(shown(await cardOf(world, id))).toContain('📣 Origem: anúncio · <https://fb.me/abc|Cuidadores &lt;24h&gt;>');
    expect(await world.rows('SELECT source_title, source_url FROM conversations WHERE id = ?', [id])).toEqual([{ source_title: 'Cuidadores <24h>', source_url: 'https://fb.me/abc' }]);
  });

  test('the card tells the last message whatever its kind', async () => {
    expect(shown(await cardOf(world, await conversation({ location: { longitude: 1, latitude: 2 } })))).toContain('📍 Localização');
    expect(shown(await cardOf(world, await conversation({ image: { imageUrl: null, caption: 'olha' } })))).toContain('📷 Foto · olha');
  });

  test('while Slack limits us, messages of several kinds are joined in their order', async () => {
    const id = await conversation({ text: { message: 'um' } });
    const [{ phone } = { phone: '' }] = await world.rows<{ phone: string }>('SELECT p.phone FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE c.id = ?', [id]);
    world.slack.fail({ method: 'chat.postMessage', channel: ATENDIMENTO, times: 1, how: { retryAfter: 1 } });
    for (const body of [messageBody('dois', { phone }), messageBody('', { phone, text: undefined, location: { longitude: 1, latitude: 2 } }), messageBody('quatro', { phone, forwarded: true })]) await world.zapi.sendRaw(body);
    // The pause Slack asks for is shared through Redis, which has its own time: the clock goes with it.
    for (const start = Date.now(); Date.now() - start < 15_000 && !(await textsOf(world, id)).join('\n').includes('quatro'); ) {
      world.clock.advance(Math.max(0, Date.now() - world.clock.now().getTime()));
      await world.settle(0);
    }
    await world.settle();
    const texts = await textsOf(world, id);
    expect(texts.length).toBeLessThan(4);
    expect(texts.join('\n')).toBe('um\ndois\n📍 Localização · <https://maps.google.com/?q=2,1|abrir no mapa>\n_↪ encaminhada_\nquatro');
  });
});
