import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { repositoryRoot } from '../../src/kit/repository-root.js';
import { arrive, type Body } from '../support/webhook.js';
import { textsOf } from '../support/thread.js';
import { startWorld, type World } from '../support/world.js';

const FOLDER = join(repositoryRoot(), 'test', 'fixtures', 'z-api');
const samples = readdirSync(FOLDER).filter((name) => name.startsWith('on-message-received')).map((name) => ({ name: name.replace(/^on-message-received-?-?|\.json$/g, ''), file: name }));

/** What Slack received for each, or what became of the event when no thread shows it. */
const TABLE = JSON.parse(readFileSync(join(repositoryRoot(), 'test', 'kinds', 'inbound-samples.json'), 'utf8')) as Record<string, string>;

/** What a person must be able to read, whatever the table says. */
const MUST: Record<string, RegExp[]> = {
  texto: [/^teste$/],
  audio: [/🎤 Mensagem de voz \(0:10\)/, /visualização única/],
  imagem: [/📷 Foto/, /visualização única/, /⚠️/],
  video: [/🎬 Vídeo \(0:13\)/],
  documento: [/📄 nome\.pdf/],
  sticker: [/Figurinha/],
  contato: [/Cesar Baleco/, /5544999999999/],
  localizacao: [/📍/],
  'template-de-localizacao': [/https:\/\/maps\.google\.com\/\?q=-23\.5489,-46\.6388/],
  enquete: [/Qual a melhor API de WhatsApp\?/, /Z-API/, /Outras/],
  produto: [/name/],
  'envio-de-pedido': [/2 × order 1/, /605/],
  'atualizacao-de-pedido': [/em processamento/],
  'notify-fromme--carrinho': [/1 × nameProduct/],
  'recebimento-de-pagamento': [/Pagamento enviado: R\$ 1,00/],
  'notify-fromme--pagamento-feito': [/Pedido de pagamento: R\$ 1,00/],
  'pedido-de-pagamento': [/recusado/],
  'botao-de-chave-pix': [/Pix/, /pixkey/],
  'botao-com-imagem': [/Texto da mensagem/, /Texto do botão 2/],
  'texto-lista-de-botao': [/Ótimo/],
  'texto-lista-de-opcao': [/Z-API/],
  'template-de-botao-otp': [/Copiar código/],
  'ligacao-recebida': [/📞 Chamada/],
  'convite-admin-de-canal': [/convite para administrar um canal/],
};

describe('the thread of each of the provider’s examples', () => {
  let world: World;
  const seen: Record<string, string> = {};
  beforeAll(async () => {
    world = await startWorld();
    for (const [index, { name, file }] of samples.entries()) seen[name] = await shownOf(index, JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Body);
  }, 60_000);
  afterAll(() => world.end());

  /** Sent by a person of their own; what their thread shows of it (the notice about a lost file aside), or the outcome. */
  async function shownOf(index: number, body: Body): Promise<string> {
    const phone = `5544977770${String(index).padStart(3, '0')}`;
    const own = /^\d+$/.test(String(body['phone'])) ? { phone } : {};
    const id = body['messageId'] ? { messageId: `SAMPLE${index}` } : {};
    await arrive(world, { ...body, instanceId: `S${index}`, chatLid: null, senderLid: null, momment: world.clock.now().getTime(), ...id, ...own });
    const [row] = await world.rows<{ id: number }>('SELECT c.id FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE p.phone = ?', [phone]);
    const [event] = await world.rows<{ outcome: string }>("SELECT outcome FROM webhook_events WHERE provider = 'zapi' ORDER BY id DESC LIMIT 1");
    return row ? ((await textsOf(world, row.id))[0] ?? '(nothing)') : `(${event?.outcome})`;
  }

  test('is what the table says', () => {
    expect(samples.length).toBeGreaterThan(50);
    expect(seen).toEqual(TABLE);
  });

  test.each(Object.entries(MUST))('%s: a person reads what it is', (name, patterns) => {
    for (const pattern of patterns) expect(seen[name]).toMatch(pattern);
  });

  test('groups, newsletters and status replies are recorded and open nothing', async () => {
    expect(Object.entries(seen).filter(([, shown]) => shown === '(other_chat)').map(([name]) => name)).toEqual(expect.arrayContaining(['evento', 'resposta-de-status', 'exemplo-de-admin-promovido-a-um-canal']));
    expect(await world.rows("SELECT c.id FROM contacts c WHERE c.phone IS NULL OR c.phone LIKE '120363%'")).toEqual([]);
  });

  test('nothing is left undone, and no event failed', async () => {
    expect(await world.rows("SELECT kind, last_error FROM webhook_events WHERE status <> 'done' OR attempts > 0")).toEqual([]);
    expect(await world.rows("SELECT kind, last_error FROM deliveries WHERE status NOT IN ('sent', 'obsolete') AND kind <> 'media.fetch'")).toEqual([]);
  });
});
