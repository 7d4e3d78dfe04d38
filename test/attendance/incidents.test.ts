import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openIncident } from '../../src/domain/incidents/open-incident.js';
import { resolveIncident } from '../../src/domain/incidents/resolve-incident.js';
import { Refused } from '../../src/kit/errors.js';
import { forgeSubmission } from '../support/forged.js';
import { cardOf, channelShown, repliesOf, shown, slash, textsOf, word } from '../support/thread.js';
import { ANA, ATENDIMENTO, GESTAO, SOFIA, STRANGER, SUPERVISAO, startWorld, type World } from '../support/world.js';

let world: World;
let number = 0;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(async () => {
  number += 1;
  await world.phone(`55119500000${String(number).padStart(2, '0')}`, { name: 'Maria' }).says('O cuidador <!channel> não veio hoje');
  await world.settle();
});
afterAll(() => world.end());

const incidents = () => world.rows<{ id: number; severity: string; category: string; description: string; status: string }>('SELECT id, severity, category, description, status FROM incidents WHERE conversation_id = ? ORDER BY id', [number]);
const posts = (id: string) => channelShown(world, id);
const actor = async (user: string) => {
  const [agent] = await world.rows<{ id: number; name: string; role: 'agent' | 'supervisor' }>('SELECT id, name, role FROM agents WHERE slack_user_id = ?', [user]);
  return { kind: 'agent' as const, id: agent?.id as number, name: agent?.name as string, role: agent?.role as 'agent', slackUserId: user };
};

describe('incidents', () => {
  test('a small one stays in its thread and on the card; a serious one calls the supervisors; the worst management too', async () => {
    const [before, above] = [posts(SUPERVISAO).length, posts(GESTAO).length];
    expect(await slash(world, ANA, '/incidente', `#${number} baixa atraso chegou dez minutos depois`)).toContain('registrado');
    expect(await incidents()).toMatchObject([{ severity: 'low', category: 'delay', status: 'open' }]);
    expect(posts(SUPERVISAO)).toHaveLength(before);
    expect(shown(await cardOf(world, number))).toContain('1 incidente aberto');
    expect((await textsOf(world, number)).at(-1)).toContain('Ana Lima');
    await word(world, ANA, '!incidente alta cuidador chegou alterado', number);
    expect(posts(SUPERVISAO).at(-1)).toContain('Incidente I-');
    await word(world, ANA, '!incidente critica qualidade caiu da cama', number);
    expect(posts(SUPERVISAO)).toHaveLength(before + 2);
    expect(posts(GESTAO)).toHaveLength(above + 1);
    await slash(world, ANA, '/incidente', `#${number} média emergência passou mal`);
    expect(posts(GESTAO)).toHaveLength(above + 2);
  });

  test('the form asks for what is missing, shows what is open already, and refuses a description that says nothing', async () => {
    await slash(world, ANA, '/incidente', `#${number} alta`);
    expect((await world.slack.submitView(ANA, { severity: { value: 'high' }, category: { value: 'complaint' }, description: { value: 'ai' } })).errors).toMatchObject({ description: expect.stringContaining('5 letras') });
    await world.slack.submitView(ANA, { severity: { value: 'high' }, category: { value: 'complaint' }, description: { value: 'Cliente reclamou de <@U0BRUNO0001> e *do atraso*' } });
    await world.settle();
    await slash(world, SOFIA, '/incidente', `#${number}`);
    const form = JSON.stringify(world.slack.views(SOFIA));
    expect(form).toContain('Já abertos nesta conversa');
    expect(form).not.toContain('<@U0BRUNO0001>');
    await world.slack.closeView(SOFIA);
  });

  test('the message shortcut begins with that message’s words', async () => {
    const [mirrored] = await repliesOf(world, number);
    await world.slack.shortcut(ANA, 'open_incident', { channel: ATENDIMENTO, ts: mirrored?.ts as string });
    expect(JSON.stringify(world.slack.views(ANA))).toContain('não veio hoje');
    await world.slack.closeView(ANA);
    await world.slack.shortcut(STRANGER, 'open_incident', { channel: ATENDIMENTO, ts: mirrored?.ts as string });
    expect(world.slack.views(STRANGER)).toBeUndefined();
  });

  test('by shortcut, the customer’s first word is no severity, and a message longer than the field opens the form too', async () => {
    const phone = world.phone(`55119500000${String(number).padStart(2, '0')}`);
    for (const [words, begins] of [['Alta hospitalar amanhã & cuidador', 'Alta hospitalar amanhã & cuidador'], [`b${'😀'.repeat(1800)}`, `b${'😀'.repeat(1499)}`]] as const) {
      await phone.says(words);
      await world.settle();
      const [mirrored] = (await repliesOf(world, number)).slice(-1);
      await world.slack.shortcut(ANA, 'open_incident', { channel: ATENDIMENTO, ts: mirrored?.ts as string });
      const fields = (world.slack.views(ANA)?.blocks ?? []) as unknown as { block_id: string; element: { initial_option?: object; initial_value?: string } }[];
      expect(fields.find((one) => one.block_id === 'severity')?.element.initial_option).toBeUndefined();
      expect(fields.find((one) => one.block_id === 'description')?.element.initial_value).toBe(begins);
      await world.slack.closeView(ANA);
    }
  });

  test('the same form sent twice is one incident, one line and one call', async () => {
    const before = posts(SUPERVISAO).length;
    const view = { id: `V0TWICE${number}`, callback_id: 'act_form', private_metadata: JSON.stringify({ act: 'incident', conversation: number, seen: { status: 'new', priority: 'normal', level: 'n1', assignee_id: null } }), blocks: [{ type: 'input', block_id: 'severity' }] };
    const given = { severity: { selected_option: { value: 'high' } }, category: { selected_option: { value: 'delay' } }, description: { value: 'o cuidador não veio' } };
    await Promise.all([forgeSubmission(world, ANA, view, given), forgeSubmission(world, ANA, view, given)]);
    await world.settle();
    expect(await incidents()).toHaveLength(1);
    expect((await textsOf(world, number)).filter((text) => text.includes('registrou o incidente'))).toHaveLength(1);
    expect(posts(SUPERVISAO)).toHaveLength(before + 1);
  });

  test('supervisors resolve, with what was done; a second time is told who did and when', async () => {
    await slash(world, ANA, '/incidente', `#${number} alta atraso o cuidador não veio`);
    const [open] = await incidents();
    expect(await word(world, ANA, `!resolver I-${open?.id} trocamos o cuidador`, number)).toContain('só a supervisão resolve');
    await world.slack.click(SOFIA, world.slack.channel(SUPERVISAO).messages.at(-1) as never, 'act_resolve');
    expect((await world.slack.submitView(SOFIA, { incident: { value: String(open?.id) }, resolution: { value: 'ok' } })).errors).toMatchObject({ resolution: expect.stringContaining('foi feito') });
    await world.slack.submitView(SOFIA, { incident: { value: String(open?.id) }, resolution: { value: 'Trocamos o cuidador' } });
    await world.settle();
    expect(await incidents()).toMatchObject([{ status: 'resolved' }]);
    expect(await word(world, SOFIA, `!resolver ${open?.id} de novo, por via das dúvidas`, number)).toMatch(/já foi resolvido por Sofia Prado \(\d\d\/\d\d \d\d:\d\d\)/);
    expect(await word(world, ANA, '!incidentes', number)).toContain('Trocamos o cuidador');
    expect(shown(await cardOf(world, number))).not.toContain('incidente aberto');
  });

  test('the same submission twice is one incident; of two who resolve at once one does', async () => {
    const { ledger } = world.house;
    const given = { severity: 'medium', category: 'quality', description: 'quarto sujo', source: `form:V${number}` } as const;
    const ana = await actor(ANA);
    const ids = await Promise.all([1, 2].map(() => ledger.run(ana, { conversation: number }, (ctx) => openIncident(ctx, given))));
    expect(ids[0]).toBe(ids[1]);
    expect(await incidents()).toHaveLength(1);
    const sofia = await actor(SOFIA);
    const ends = await Promise.allSettled([1, 2].map(() => ledger.run(sofia, { conversation: number }, (ctx) => resolveIncident(ctx, ids[0] as number, 'limpamos o quarto'))));
    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1);
    expect(ends.find((end) => end.status === 'rejected')).toMatchObject({ reason: expect.any(Refused) });
  });

  test('an incident of another conversation cannot be resolved from this one', async () => {
    await slash(world, ANA, '/incidente', `#${number} alta atraso o cuidador não veio`);
    const [open] = await incidents();
    expect(await slash(world, SOFIA, '/conversa', `#${number}`)).toContain(`#${number}`);
    await expect(world.house.ledger.run(await actor(SOFIA), { conversation: 1 }, (ctx) => resolveIncident(ctx, open?.id as number, 'trocamos tudo'))).rejects.toThrow(Refused);
  });
});

test('where supervision and management read the same channel, the worst calls it once', async () => {
  const small = await startWorld({ env: { SLACK_CHANNEL_GESTAO: SUPERVISAO } });
  await small.phone('5511966665555').says('Bom dia');
  await small.settle();
  const before = channelShown(small, SUPERVISAO).length;
  await word(small, ANA, '!incidente critica qualidade caiu da cama');
  expect(channelShown(small, SUPERVISAO).slice(before).filter((text) => text.includes('Incidente I-'))).toHaveLength(1);
  await small.end();
});
