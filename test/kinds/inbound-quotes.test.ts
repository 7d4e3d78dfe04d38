import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { arrive, messageBody } from '../support/webhook.js';
import { ANA, startWorld, type World } from '../support/world.js';
import { answer, repliesOf, textsOf } from '../support/thread.js';

describe('a customer answers one message', () => {
  let world: World;
  let phone = '';
  let count = 0;
  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    count += 1;
    phone = `5511911110${String(count).padStart(3, '0')}`;
  });
  afterAll(() => world.end());

  const number = async () => (await world.rows<{ id: number }>('SELECT c.id FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE p.phone = ?', [phone]))[0]?.id ?? 0;
  const last = async () => (await textsOf(world, await number())).at(-1) ?? '';

  test('of an agent: who and what, shortened on one line, with a link to it', async () => {
    await arrive(world, messageBody('oi', { phone }));
    const message = await answer(world, ANA, `Segunda ou terça?\n${'palavra '.repeat(40)}`, await number());
    const [sent] = await world.rows<{ external_id: string }>("SELECT external_id FROM messages WHERE conversation_id = ? AND author_kind = 'agent'", [await number()]);
    await arrive(world, messageBody('terça', { phone, referenceMessageId: sent?.external_id }));
    const [quote = '', words] = (await last()).split('\n');
    expect(quote).toMatch(/^> \*Ana Lima:\* Segunda ou terça\? palavra .*… · <https:\/\/[^|]+\|ver mensagem>$/);
    expect(quote).toContain(`p${message.ts.replace('.', '')}`);
    expect(words).toBe('terça');
  });

  test('their own, mirrored by us: linked to its post; a photo by what it is', async () => {
    await arrive(world, messageBody('', { phone, messageId: `Q${count}`, text: undefined, image: { imageUrl: null } }));
    const [post] = await repliesOf(world, await number());
    await arrive(world, messageBody('esta aqui', { phone, referenceMessageId: `Q${count}` }));
    expect(await last()).toMatch(new RegExp(`^> \\*Maria:\\* _📷 Foto_ · <https://[^|]*p${post?.ts.replace('.', '')}[^|]*\\|ver mensagem>\nesta aqui$`));
  });

  test('that is not here: it says so', async () => {
    await arrive(world, messageBody('sim', { phone, referenceMessageId: '3EB0NUNCAVISTA' }));
    expect(await last()).toBe('> _responde a uma mensagem que não está aqui_\nsim');
  });

  test('whose words would mention or format in Slack: they do nothing', async () => {
    await arrive(world, messageBody('<!channel> @ana\n> x', { phone, messageId: `H${count}` }));
    await arrive(world, messageBody('?', { phone, referenceMessageId: `H${count}` }));
    const quote = (await last()).split('\n')[0] ?? '';
    expect(quote).toContain('&lt;!channel&gt; @\u2060ana &gt; x');
  });

  test('a reference of an unexpected kind does not lose the message', async () => {
    await arrive(world, messageBody('oi', { phone, referenceMessageId: { a: 1 } }), messageBody('tchau', { phone, referenceMessageId: 'é'.repeat(200) }));
    expect(await textsOf(world, await number())).toEqual(['oi', 'tchau']);
  });
});
