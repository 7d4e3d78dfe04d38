import type { App } from '@slack/bolt';
import type { Role } from '../../src/domain/facts.js';
import { approveJoin, askToJoin, declineJoin, findTeamRequest, knownByEmail, refuseMember } from '../../src/domain/people/join-team.js';
import { mayInHouse, permitInHouse } from '../../src/domain/people/permissions.js';
import { Refused } from '../../src/kit/errors.js';
import { answering, refusalOf, toThem, type Say } from '../actor.js';
import { personOf } from '../acts/run.js';
import { choiceOf, textOf } from '../acts/values.js';
import { newcomer } from '../newcomer.js';
import type { BotParts } from '../parts.js';
import { ACTIONS, FORMS } from '../surface.js';
import { approveForm, joinForm } from '../views/team.js';
import { saidForm } from '../views/again.js';

const ROLES: Role[] = ['agent', 'supervisor', 'admin'];

/** "Entrar na equipe": the button and the form of who asks, the buttons and the form of who decides. */
export function registerTeam(app: App, parts: BotParts): void {
  app.action(ACTIONS.joinTeam, async ({ ack, body, client, respond }) => {
    const user = body.user.id;
    // On the home page there is nothing to answer below.
    const say: Say = 'view' in body && body.view ? (text) => client.chat.postMessage({ channel: user, text }) : toThem(respond);
    await answering(parts, say, async () => {
      await refuseMember(parts.source.manager, user);
      const { name } = await newcomer(parts, user);
      await client.views.open({ trigger_id: 'trigger_id' in body ? body.trigger_id : '', view: joinForm(name, parts.t) });
      return undefined;
    });
    await ack();
  });

  app.view(FORMS.joinTeam, async ({ ack, body, view }) => {
    const given = { slackUserId: body.user.id, name: textOf(view.state.values, 'name'), email: textOf(view.state.values, 'email') };
    const refusal = await refusalOf(parts, async () => {
      await newcomer(parts, body.user.id);
      await parts.ledger.run({ kind: 'system' }, {}, (ctx) => askToJoin(ctx, given));
    });
    if (refusal) return ack({ response_action: 'errors', errors: { [refusal.field ?? 'email']: refusal.words } });
    await ack({ response_action: 'update', view: saidForm(view.title, parts.t('slack:join.sent'), parts.t) });
  });

  app.action(ACTIONS.joinApprove, async ({ ack, body, action, client, respond }) => {
    await answering(parts, toThem(respond), async () => {
      const person = await personOf(parts, body.user.id);
      permitInHouse(person, 'decide who joins the team');
      const request = await findTeamRequest(parts.source.manager, Number('value' in action ? action.value : NaN));
      if (request?.state !== 'asked') throw new Refused('slack:refused.already_decided');
      const known = await knownByEmail(parts.source.manager, request.email);
      if (known && known.slack_user_id !== null) throw new Refused('slack:refused.join_email_linked', { email: request.email, name: known.name });
      const roles = ROLES.filter((role) => role === 'agent' || mayInHouse(person, 'make somebody a supervisor'));
      await client.views.open({ trigger_id: 'trigger_id' in body ? body.trigger_id : '', view: approveForm(request, known, roles, parts.t) });
      return undefined;
    });
    await ack();
  });

  app.view(FORMS.joinApprove, async ({ ack, body, view }) => {
    const role = ROLES.find((code) => code === (choiceOf(view.state.values, 'role') ?? 'agent'));
    const known = choiceOf(view.state.values, 'known');
    const refusal = await refusalOf(parts, async () => {
      const person = await personOf(parts, body.user.id);
      if (role === undefined) throw new Refused('slack:refused.already_decided');
      await parts.ledger.run(person, {}, (ctx) => approveJoin(ctx, Number(view.private_metadata), { role, knownId: known === undefined ? null : Number(known) }));
    });
    const field = view.blocks.find((block) => block.type === 'input')?.block_id ?? 'role';
    await ack(refusal ? { response_action: 'errors', errors: { [field]: refusal.words } } : undefined);
  });

  app.action(ACTIONS.joinDecline, async ({ ack, body, action, respond }) => {
    await answering(parts, toThem(respond), async () => {
      const person = await personOf(parts, body.user.id);
      await parts.ledger.run(person, {}, (ctx) => declineJoin(ctx, Number('value' in action ? action.value : NaN)));
      return undefined;
    });
    await ack();
  });
}
