import type { App } from '@slack/bolt';
import type { KnownBlock } from '@slack/web-api';
import type { Priority } from '../../src/domain/facts.js';
import { moveFunnel } from '../../src/domain/funnel/move-funnel.js';
import { setPriority } from '../../src/domain/funnel/set-priority.js';
import { sendQuestion } from '../../src/domain/triage/send-question.js';
import { isRegionUnserved, suggestedPriority } from '../../src/domain/triage/suggestions.js';
import { Refused } from '../../src/kit/errors.js';
import { answering } from '../actor.js';
import { personOf } from '../acts/run.js';
import { businessDay } from '../acts/triage-answers.js';
import type { BotParts } from '../parts.js';
import { ACTIONS } from '../surface.js';
import { again } from '../views/again.js';
import { markAsked } from '../views/triage-form.js';

/** What stands inside the triage and what the house suggests: a question sent to the customer, a suggestion accepted. */
export function registerTriage(app: App, parts: BotParts): void {
  registerAsk(app, parts);
  app.action(ACTIONS.acceptPriority, async ({ ack, body, action, respond }) => {
    const [, id, to, why] = /^(\d+):(low|normal|high|urgent):(start_date|red_flag)$/.exec('value' in action ? (action.value ?? '') : '') ?? [];
    await accepting(parts, respond, () => acceptPriority(parts, body.user.id, Number(id), to as Priority, why === 'red_flag' ? 'red_flag' : 'start_date'));
    await ack();
  });
  app.action(ACTIONS.loseRegion, async ({ ack, body, action, respond }) => {
    await accepting(parts, respond, () => loseRegion(parts, body.user.id, Number('value' in action ? action.value : NaN)));
    await ack();
  });
}

type Respond = (message: { text: string; replace_original: boolean; response_type?: 'ephemeral' }) => Promise<unknown>;

/** Accepted: the suggestion itself says so from now on. Refused: its person is told, and it stays. */
async function accepting(parts: BotParts, respond: Respond, accept: () => Promise<string>): Promise<void> {
  let accepted = false;
  await answering(parts, (text) => respond(accepted ? { text, replace_original: true } : { text, response_type: 'ephemeral', replace_original: false }), async () => {
    const text = await accept();
    accepted = true;
    return text;
  });
}

/** @throws Refused `slack:refused.suggestion_old` when the answers suggest something else by now */
async function acceptPriority(parts: BotParts, userId: string, conversation: number, to: Priority, why: 'start_date' | 'red_flag'): Promise<string> {
  const { t } = parts;
  await parts.ledger.run(await personOf(parts, userId), { conversation }, async (ctx) => {
    if (why === 'start_date' && (await suggestedPriority(ctx.tx, ctx.conversation.id, businessDay(parts))) !== to) throw new Refused('slack:refused.suggestion_old');
    await setPriority(ctx, to, t(`slack:suggest.why.${why}`));
  });
  return t('slack:suggest.accepted', { priority: t(`slack:priority.${to}`), who: `<@${userId}>` });
}

/** @throws Refused `slack:refused.suggestion_old` when the place is another one by now, or served */
async function loseRegion(parts: BotParts, userId: string, conversation: number): Promise<string> {
  await parts.ledger.run(await personOf(parts, userId), { conversation }, async (ctx) => {
    if (!(await isRegionUnserved(ctx.tx, ctx.conversation.id))) throw new Refused('slack:refused.suggestion_old');
    await moveFunnel(ctx, { to: 'lost', reason: 'region' });
  });
  return parts.t('slack:suggest.lost', { who: `<@${userId}>` });
}

function registerAsk(app: App, parts: BotParts): void {
  app.action(ACTIONS.triageAsk, async ({ ack, body, action, client }) => {
    const view = 'view' in body ? body.view : undefined;
    const [, id, itemId] = /^(\d+):(\d+)$/.exec('value' in action ? (action.value ?? '') : '') ?? [];
    if (view) {
      const say = (text: string) => client.views.update({ view_id: view.id, hash: view.hash, view: again(view, markAsked(view.blocks as KnownBlock[], Number(itemId), text)) });
      await answering(parts, say, async () => {
        const person = await personOf(parts, body.user.id);
        const asking = { itemId: Number(itemId), formId: view.root_view_id ?? view.id, slackUserId: body.user.id };
        return parts.t(`slack:triage.asked.${await parts.ledger.run(person, { conversation: Number(id) }, (ctx) => sendQuestion(ctx, asking))}`);
      });
    }
    await ack();
  });
}
