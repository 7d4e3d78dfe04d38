import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answer, cardOf, channelTexts, shown, textsOf } from '../support/thread.js';
import { arrive, messageBody } from '../support/webhook.js';
import { ANA, startWorld, type World } from '../support/world.js';

const HOUR_MS = 3_600_000;

describe('a customer writes again after the conversation ended', () => {
  let world: World;
  let family = 0;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.end());

  /** A conversation that Ana answered and that then ended. */
  async function ended(status: 'closed' | 'lost'): Promise<{ phone: string; conversation: number }> {
    family += 1;
    const phone = `5511966660${String(family).padStart(3, '0')}`;
    world.phone(phone, { lid: `80${family}@lid` });
    await arrive(world, messageBody('primeira', { phone, momment: world.clock.now().getTime() }));
    const [row] = await world.rows<{ id: number }>('SELECT c.id FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE p.phone = ?', [phone]);
    const conversation = row?.id as number;
    await answer(world, ANA, 'resposta', conversation);
    await world.house.source.manager.query("UPDATE conversations SET status_before_end = 'proposal', status = ?, closed_at = ?, open_contact_id = NULL WHERE id = ?", [status, world.clock.now(), conversation]);
    return { phone, conversation };
  }

  const conversationsOf = (phone: string) => world.rows<{ id: number; status: string }>('SELECT c.id, c.status FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE p.phone = ? ORDER BY c.id', [phone]);

  test.each(['closed', 'lost'] as const)('%s 23 hours ago: the same thread goes on, in the status it had', async (status) => {
    const { phone, conversation } = await ended(status);
    await world.pass(23 * HOUR_MS);
    const cards = channelTexts(world).length;
    await arrive(world, messageBody('voltei', { phone, momment: world.clock.now().getTime() }));
    expect(await conversationsOf(phone)).toEqual([{ id: conversation, status: 'proposal' }]);
    expect(await textsOf(world, conversation)).toEqual(['primeira', 'resposta', 'voltei']);
    expect(channelTexts(world)).toHaveLength(cards);
    expect(shown(await cardOf(world, conversation))).toContain('Proposta');
    expect(shown(await cardOf(world, conversation))).toContain('desde');
  });

  test.each(['closed', 'lost'] as const)('%s 25 hours ago: a new number, card and thread', async (status) => {
    const { phone, conversation } = await ended(status);
    await world.pass(25 * HOUR_MS);
    await arrive(world, messageBody('outra coisa', { phone, momment: world.clock.now().getTime() }));
    const [old, young] = await conversationsOf(phone);
    expect([old, young?.status]).toEqual([{ id: conversation, status }, 'new']);
    expect(await textsOf(world, conversation)).toEqual(['primeira', 'resposta']);
    expect(await textsOf(world, young?.id)).toEqual(['outra coisa']);
    expect(shown(await cardOf(world, young?.id))).toContain(`#${young?.id}`);
    expect((await cardOf(world, young?.id)).ts).not.toBe((await cardOf(world, conversation)).ts);
  });

  test('a message written before the end and delivered late belongs to the old thread', async () => {
    const { phone, conversation } = await ended('closed');
    const written = world.clock.now().getTime() - 60_000;
    await world.pass(25 * HOUR_MS);
    await arrive(world, messageBody('atrasada', { phone, momment: written }));
    expect(await conversationsOf(phone)).toHaveLength(1);
    expect((await textsOf(world, conversation)).at(-1)).toMatch(/^atrasada\n_escrita às /);
  });

  test('two messages at once after the end open one new conversation', async () => {
    const { phone } = await ended('closed');
    await world.pass(25 * HOUR_MS);
    const momment = world.clock.now().getTime();
    await arrive(world, messageBody('x', { phone, momment }), messageBody('y', { phone, chatLid: `80${family}@lid`, momment: momment + 1 }));
    expect(await conversationsOf(phone)).toHaveLength(2);
  });
});
