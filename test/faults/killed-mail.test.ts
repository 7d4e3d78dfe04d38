import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startMailServer, type MailServer } from '../email/mail-server.js';
import { ANA, ATENDIMENTO } from '../support/world.js';
import { startFleet, type Fleet } from './fleet.js';
import { startOwnServices } from './own-services.js';

const EMAILS = 20;
/** Of so many taken messages one is the last thing its worker does. */
const KILL_EVERY = 5;

let services: Awaited<ReturnType<typeof startOwnServices>>;
let mail: MailServer;
let fleet: Fleet;
beforeAll(async () => {
  mail = await startMailServer();
  services = await startOwnServices();
  fleet = await startFleet({ databaseUrl: services.mysql.url, redisUrl: services.redis.url, webs: 1, workers: 2, env: { SMTP_URL: mail.url, EMAIL_FROM: 'contato@carinho.test' } });
}, 60_000);
afterAll(async () => {
  await fleet.stop();
  await services.stop();
  await mail.close();
});

const FILLED = { address: 'maria@exemplo.com.br', 'contact.name': 'Maria', patient_name: 'Lúcia', care_type: 'Companhia', location: 'Perdizes', schedule: 'Dias úteis', start_date: 'amanhã', price: 'R$ 100', payment: 'Pix', valid_until: '10/12/2026' };
const idOf = (raw: string) => /^Message-ID: (<email\.\d+\.0\.[0-9a-f]+@carinho\.test>)/m.exec(raw)?.[1] ?? '';

test('workers killed between the server’s taking a message and their knowing it: every e-mail arrives; a second copy is the same to the byte, and is said to be one', async () => {
  fleet.zapi.phone('5511988887777', { name: 'Maria' }).says('Bom dia');
  await fleet.drained(30_000);
  const killed: string[] = [];
  const reborn: Promise<void>[] = [];
  mail.manners = {
    taken: ({ raw }) => {
      const id = idOf(raw);
      if (killed.includes(id) || (mail.received.length + 1) % KILL_EVERY !== 0) return undefined;
      killed.push(id);
      // Whichever of them was sending it dies before the answer; both do.
      reborn.push(...fleet.workers.map(async (worker) => {
        await worker.kill();
        await worker.start();
      }));
      return 'silent';
    },
  };
  for (let n = 0; n < EMAILS; n += 1) {
    await fleet.slack.slash(ANA, ATENDIMENTO, '/email', '#1 proposta');
    await fleet.slack.submitView(ANA, FILLED);
    await fleet.slack.submitView(ANA);
  }
  await fleet.drained(120_000);
  await Promise.all(reborn);

  expect(killed.length).toBeGreaterThanOrEqual(2);
  const copies = new Map<string, string[]>();
  for (const { raw } of mail.received) copies.set(idOf(raw), [...(copies.get(idOf(raw)) ?? []), raw]);
  expect(copies.size).toBe(EMAILS);
  for (const raws of copies.values()) expect(new Set(raws).size).toBe(1);
  const rows = await fleet.rows<{ id: number; state: string; repeated: number }>('SELECT id, state, repeated FROM emails ORDER BY id');
  expect(rows.map(({ state }) => state)).toEqual(Array.from({ length: EMAILS }, () => 'sent'));
  const twice = [...copies].filter(([, raws]) => raws.length > 1).map(([id]) => Number(id.split('.')[1]));
  expect(twice.filter((id) => rows.find((row) => row.id === id)?.repeated !== 1)).toEqual([]);
  expect(twice).toEqual(expect.arrayContaining(killed.map((id) => Number(id.split('.')[1]))));
}, 180_000);
