import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { write } from '../../src/db/rows.js';
import { ANA, startWorld, type World } from '../support/world.js';
import { slash } from '../support/thread.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.phone('5511988887777', { name: 'Maria' }).says('Bom dia');
  await world.settle();
});
afterAll(() => world.end());

test('without a mail server /email says so and opens nothing; what waited from before waits on, and counts no attempts', async () => {
  expect(await slash(world, ANA, '/email', '#1 proposta')).toContain('SMTP_URL');
  expect(world.slack.views(ANA)).toBeUndefined();
  expect(await world.rows('SELECT id FROM emails')).toEqual([]);
  const sql = world.house.source.manager;
  const now = world.clock.now();
  await write(sql, "INSERT INTO emails (conversation_id, agent_id, template_code, address, subject, content, attach_pdf, state, created_at, queued_at) VALUES (1, 1, 'proposta', 'maria@exemplo.com.br', 'Proposta', '[]', 0, 'queued', ?, ?)", [now, now]);
  await write(sql, "INSERT INTO deliveries (lane, `rank`, kind, conversation_id, payload, next_attempt_at, created_at) VALUES ('email:1', 5, 'email.send', 1, '{\"emailId\":1}', ?, ?)", [now, now]);
  await world.settle(10 * 60_000);
  expect(await world.rows("SELECT status, attempts FROM deliveries WHERE lane = 'email:1'")).toEqual([{ status: 'pending', attempts: 0 }]);
});
