import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { textsOf } from '../support/thread.js';
import { arrive, messageBody } from '../support/webhook.js';
import { startWorld, type World } from '../support/world.js';

const PEOPLE = Array.from({ length: 24 }, (_, index) => index);

describe('first messages of a new contact at the same moment, on two workers', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.end());

  test('one stream by lid and one by phone: one contact, one conversation, one thread with both', async () => {
    const at = Date.now();
    const bodies = PEOPLE.flatMap((n) => {
      const phone = `5511977770${String(n).padStart(3, '0')}`;
      return [
        messageBody(`${n}: pelo lid`, { phone, chatLid: `55${n}@lid`, senderName: `Pessoa ${n}`, momment: at }),
        messageBody(`${n}: pelo número`, { phone, senderName: `Pessoa ${n}`, momment: at + 1 }),
      ];
    });
    await arrive(world, ...bodies);
    const streams = await world.rows<{ event_key: string }>('SELECT DISTINCT event_key FROM webhook_events');
    expect(streams).toHaveLength(2 * PEOPLE.length);
    const conversations = await world.rows<{ id: number; name: string; lid: string; phone: string }>('SELECT c.id, p.name, p.lid, p.phone FROM conversations c JOIN contacts p ON p.id = c.contact_id');
    expect(conversations.map((row) => row.name).sort()).toEqual(PEOPLE.map((n) => `Pessoa ${n}`).sort());
    expect(await world.rows('SELECT id FROM contacts')).toHaveLength(PEOPLE.length);
    for (const conversation of conversations) {
      const n = conversation.name.replace('Pessoa ', '');
      expect(conversation.lid).toBe(`55${n}@lid`);
      expect((await textsOf(world, conversation.id)).sort()).toEqual([`${n}: pelo lid`, `${n}: pelo número`].sort());
    }
    expect(await world.rows("SELECT id, last_error FROM webhook_events WHERE status <> 'done' OR attempts > 0")).toEqual([]);
  });

  test('the lid alone and the number alone meet a message with both, all at once: one contact in the end', async () => {
    const at = Date.now();
    await arrive(
      world,
      ...PEOPLE.slice(0, 8).flatMap((n) => {
        const [phone, lid, senderName] = [`5521977770${String(n).padStart(3, '0')}`, `66${n}@lid`, `Trio ${n}`];
        world.phone(phone, { lid, name: senderName });
        return [
          messageBody('a', { phone: lid, chatLid: lid, senderName, momment: at }),
          messageBody('b', { phone, senderName, momment: at + 1 }),
          messageBody('c', { phone, chatLid: lid, senderName, momment: at + 2 }),
        ];
      }),
    );
    const open = await world.rows<{ name: string; id: number }>("SELECT p.name, c.id FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE p.name LIKE 'Trio%' AND c.open_contact_id IS NOT NULL");
    expect(open.map((row) => row.name).sort()).toEqual(PEOPLE.slice(0, 8).map((n) => `Trio ${n}`));
    expect(await world.rows("SELECT id FROM contacts WHERE merged_into_id IS NULL AND name LIKE 'Trio%'")).toHaveLength(8);
    for (const { id } of open) {
      const words = (await textsOf(world, id)).join('\n');
      for (const text of ['a', 'b', 'c']) expect(words).toMatch(new RegExp(`^(?:.*:\\* )?${text}$`, 'm'));
    }
  });
});
