import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reopenByPerson } from '../../src/domain/funnel/reopen.js';
import { SOFIA } from '../support/world.js';
import { startPartneredWorld, type PartneredWorld } from './partnered-world.js';

/** What happened is told as it was, whatever has changed by the time the other system listens again. */
const BUSY = { how: 'status', status: 429, headers: { 'retry-after': '60' } } as const;
let house: PartneredWorld;
let people = 0;
beforeAll(async () => {
  house = await startPartneredWorld();
});
afterAll(() => house.end());

const bodiesOf = (partner: 'crm' | 'operacao' | 'integracoes', conversation: number) =>
  house.partners[partner].effects.filter((effect) => (effect['conversation'] as { id: number } | null)?.id === conversation);
async function somebodyWrites(): Promise<number> {
  people += 1;
  await house.world.phone(`55119${70000000 + people}`, { name: `Família ${people}` }).says('Olá');
  await house.world.settle();
  return people;
}

test('a loss reaches the CRM with its reason, though the conversation was reopened in the meantime', async () => {
  const other = await somebodyWrites();
  const lost = await somebodyWrites();
  for (const id of [other, lost]) await house.move(id, 'triage');
  await house.move(lost, 'proposal');
  house.partners.crm.misbehave(BUSY);
  await house.move(other, 'proposal');
  await house.move(lost, 'lost', 'price');
  await house.world.rows("UPDATE loss_reasons SET label = 'Outro nome' WHERE code = 'price'");
  await house.world.house.ledger.run(await house.actor(SOFIA), { conversation: lost }, reopenByPerson);
  await house.world.pass(70_000);
  await house.world.pass(30_000);
  expect(bodiesOf('crm', lost).map(({ stage, loss }) => ({ stage, loss }))).toEqual([
    { stage: 'proposal', loss: null }, { stage: 'lost', loss: { reason: 'price', label: 'Preço' } }, { stage: 'proposal', loss: null },
  ]);
});
