import type { App } from '@slack/bolt';
import { acceptHandover } from '../../src/domain/shifts/accept.js';
import { findHandover, handoverRows } from '../../src/domain/shifts/handovers.js';
import { offerHandover } from '../../src/domain/shifts/offer.js';
import { answering, refusalOf, toThem } from '../actor.js';
import { beginShift, finishShift } from '../acts/shift.js';
import { personOf } from '../acts/run.js';
import { choiceOf, choicesOf, textOf } from '../acts/values.js';
import type { BotParts } from '../parts.js';
import { listLook } from '../list-look.js';
import { ACTIONS, FORMS } from '../surface.js';
import { saidForm } from '../views/again.js';
import { ANYONE, acceptedWords, handoverView } from '../views/shift-handover.js';

/** The buttons of `/atendimento turno`, the form at a shift's end, and "Aceitar" of a hand-over. */
export function registerShifts(app: App, parts: BotParts): void {
  app.action(ACTIONS.shiftStart, async ({ ack, body, respond }) => {
    await answering(parts, toThem(respond), async () => {
      const shown = await beginShift(await personOf(parts, body.user.id), parts);
      await toThem(respond)(shown.text, shown.blocks);
      return undefined;
    });
    await ack();
  });

  app.action(ACTIONS.shiftEnd, async ({ ack, body, client, respond }) => {
    await answering(parts, toThem(respond), async () => {
      const ended = await finishShift(await personOf(parts, body.user.id), parts);
      if ('view' in ended) await client.views.open({ trigger_id: 'trigger_id' in body ? body.trigger_id : '', view: ended.view });
      else await toThem(respond)(ended.text, ended.blocks);
      return undefined;
    });
    await ack();
  });

  app.view(FORMS.handover, async ({ ack, body, view }) => {
    const { values } = view.state;
    const to = choiceOf(values, 'to');
    const offer = { conversations: choicesOf(values, 'items').map(Number), note: textOf(values, 'note'), toAgentId: to === undefined || to === ANYONE ? null : Number(to) };
    let count = 0;
    const refusal = await refusalOf(parts, async () => {
      const person = await personOf(parts, body.user.id);
      count = await parts.ledger.run(person, {}, (ctx) => offerHandover(ctx, offer));
    });
    if (refusal) return ack({ response_action: 'errors', errors: { [refusal.field ?? 'to']: refusal.words } });
    await ack({ response_action: 'update', view: saidForm(view.title, parts.t(count === 0 ? 'slack:shift.ended' : 'slack:handover.sent', { count }), parts.t) });
  });

  app.action(ACTIONS.handoverAccept, async ({ ack, body, action, respond }) => {
    await answering(parts, toThem(respond), async () => {
      const id = Number('value' in action ? action.value : NaN);
      const person = await personOf(parts, body.user.id);
      const from = (await findHandover(parts.source.manager, id))?.from_name ?? '';
      const accepted = await parts.ledger.run(person, {}, (ctx) => acceptHandover(ctx, id, parts.t('slack:handover.reason', { name: from })));
      await toThem(respond)(acceptedWords(accepted, parts.t));
      await redrawDirect(parts, id, body, respond);
      return undefined;
    });
    await ack();
  });
}

/** In a direct message the hand-over is redrawn by the click's own answer; channels are redrawn by the delivery. */
async function redrawDirect(parts: BotParts, id: number, body: object, respond: (message: { text: string; blocks: ReturnType<typeof handoverView>['blocks']; replace_original: true }) => Promise<unknown>): Promise<void> {
  const container = 'container' in body ? (body.container as { channel_id?: string; is_ephemeral?: boolean }) : {};
  const handover = await findHandover(parts.source.manager, id);
  if (!handover || container.is_ephemeral === true || !container.channel_id?.startsWith('D')) return;
  await respond({ ...handoverView(handover, await handoverRows(parts.source.manager, id), await listLook(parts, parts.clock.now())), replace_original: true });
}
