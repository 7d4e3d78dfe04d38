import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { QUIET_MONDAY, SP, goTo, jumpTo } from '../support/business-time.js';
import { answer } from '../support/thread.js';
import { ANA, ATENDIMENTO, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  jumpTo(world, QUIET_MONDAY);
});
afterAll(() => world.end());

const clocks = async (id: number) => {
  const rows = await world.rows<{ kind: string; outcome: string; goal_minutes: number; spent_minutes: string | null; due_at: Date | null }>('SELECT * FROM sla_clocks WHERE conversation_id = ? ORDER BY id', [id]);
  return rows.map((row) => ({
    kind: row.kind, outcome: row.outcome, goal: row.goal_minutes, spent: row.spent_minutes === null ? null : Math.round(Number(row.spent_minutes)),
    due: row.due_at && DateTime.fromJSDate(row.due_at, { zone: SP }).toFormat('ccc HH:mm'),
  }));
};
const told = async (id: number) => (await world.rows<{ action: string; new_value: string }>("SELECT action, new_value FROM conversation_history WHERE conversation_id = ? AND action IN ('sla_at_risk', 'sla_breached') ORDER BY id", [id])).map((row) => `${row.action} ${row.new_value}`);

const at = (day: string, time: string) => goTo(world, day, time);
const answers = (id: number, text: string) => answer(world, ANA, text, id);
async function writes(number: string, text: string): Promise<void> {
  await world.phone(number).says(text);
  await world.settle();
}

describe('one family, one week', () => {
  const MARIA = '5511988887777';

  test('written on Friday at 17:50: due on Monday, nothing counts meanwhile, at risk and breached are told once each', async () => {
    await at('Fri', '17:50');
    await writes(MARIA, 'Boa tarde, preciso de ajuda');
    expect(await clocks(1)).toMatchObject([{ kind: 'resolution', goal: 240, due: 'Mon 11:50' }, { kind: 'first_response', goal: 30, due: 'Mon 08:20' }]);
    await at('Mon', '08:13');
    expect(await told(1)).toEqual([]);
    await writes(MARIA, 'Alguém aí?');
    await at('Mon', '08:15');
    expect(await told(1)).toEqual(['sla_at_risk first_response']);
    await at('Mon', '08:25');
    expect(await told(1)).toEqual(['sla_at_risk first_response', 'sla_breached first_response']);
  });

  test('the answer stops it; the next message starts the next-response clock; a person’s answer in time meets it', async () => {
    await at('Mon', '08:30');
    await answers(1, 'Bom dia, Maria!');
    expect((await clocks(1))[1]).toMatchObject({ kind: 'first_response', outcome: 'breached', spent: 40 });
    await at('Mon', '09:00');
    await writes(MARIA, 'Preciso para amanhã');
    expect((await clocks(1))[2]).toMatchObject({ kind: 'next_response', outcome: 'running', due: 'Mon 09:30' });
    await at('Mon', '09:10');
    await answers(1, 'Certo!');
    expect((await clocks(1))[2]).toMatchObject({ outcome: 'met', spent: 10 });
    expect(await told(1)).toHaveLength(2);
  });

  test('an urgent priority moves the goals of what runs', async () => {
    await at('Mon', '09:20');
    await writes(MARIA, 'Ela caiu agora!');
    await world.slack.slash(ANA, ATENDIMENTO, '/prioridade', '#1 urgente queda');
    await world.settle();
    expect((await clocks(1))[3]).toMatchObject({ kind: 'next_response', goal: 5, due: 'Mon 09:25' });
    expect((await clocks(1))[0]).toMatchObject({ kind: 'resolution', goal: 60 });
  });
});

test('a reply that fails answers nobody: its clock goes on as if it had never stopped', async () => {
  const JOAO = '5511977776666';
  await at('Tue', '10:00');
  await writes(JOAO, 'Olá');
  await at('Tue', '10:05');
  world.zapi.phone(JOAO).update({ exists: false });
  await answers(2, 'Bom dia!');
  await world.settle(60_000);
  const [, first] = await clocks(2);
  expect(first).toMatchObject({ kind: 'first_response', outcome: 'running', due: 'Tue 10:30', spent: null });
});
