import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/web-api';
import { findEmail } from '../../src/domain/email/emails.js';
import { resendEmail, sendEmail } from '../../src/domain/email/send-email.js';
import type { Ctx } from '../../src/domain/ctx.js';
import { Refused } from '../../src/kit/errors.js';
import { answering, refusalOf, toThem } from '../actor.js';
import { email, emailForm } from '../acts/email.js';
import { permitAct, personOf } from '../acts/run.js';
import { readSubject } from '../acts/subject.js';
import { textOf } from '../acts/values.js';
import type { BotParts } from '../parts.js';
import { ACTIONS, FORMS } from '../surface.js';
import { again, saidForm } from '../views/again.js';
import { emailBlocks } from '../views/email-form.js';
import { emailAgainForm, readEmailSubject } from '../views/email-preview.js';
import { explainEmail } from '../views/email-notice.js';

/** The form of "E-mail" shows another template's fields; its preview sends; a failed e-mail is corrected and sent once more. */
export function registerEmail(app: App, parts: BotParts): void {
  app.action(ACTIONS.emailTemplate, async ({ ack, body, action, client }) => {
    const form = 'view' in body ? body.view : undefined;
    const chosen = action.type === 'static_select' ? Number(action.selected_option?.value) : NaN;
    if (form && Number.isInteger(chosen)) {
      const { conversation } = readSubject(form.private_metadata);
      let view: ModalView | undefined;
      await answering(parts, async (text) => void (view = saidForm(form.title, text, parts.t)), async () => {
        await permitAct(parts, email, await personOf(parts, body.user.id), conversation);
        view = again(form, emailBlocks(await emailForm(conversation, parts, (templates) => templates.find(({ id }) => id === chosen)), parts.t));
        return undefined;
      });
      if (view) await client.views.update({ view_id: form.id, view });
    }
    await ack();
  });

  app.view(FORMS.emailPreview, async ({ ack, body, view }) => {
    const refused = await refusalOf(parts, () => withEmail(parts, body.user.id, view.private_metadata, sendEmail));
    await ack(refused ? { response_action: 'update', view: saidForm(view.title, refused.words, parts.t) } : { response_action: 'clear' });
  });

  app.action(ACTIONS.emailAgain, async ({ ack, body, action, client, respond }) => {
    await answering(parts, toThem(respond), async () => {
      const person = await personOf(parts, body.user.id);
      const found = await findEmail(parts.source.manager, Number('value' in action ? action.value : NaN) || 0);
      if (!found) throw new Refused('mail:refused.not_failed');
      await permitAct(parts, email, person, found.conversation_id);
      if (found.state !== 'failed' || found.content === null) throw new Refused('mail:refused.not_failed');
      await client.views.open({ trigger_id: 'trigger_id' in body ? body.trigger_id : '', view: emailAgainForm(found, explainEmail(found, parts.t), parts) });
      return undefined;
    });
    await ack();
  });

  app.view(FORMS.emailAgain, async ({ ack, body, view }) => {
    const refused = await refusalOf(parts, () => withEmail(parts, body.user.id, view.private_metadata, (ctx, id) => resendEmail(ctx, id, textOf(view.state.values, 'address'))));
    await ack(refused ? { response_action: 'errors', errors: { address: refused.words } } : undefined);
  });
}

/** Does something with the e-mail that a form is about, in its conversation, by its person. @throws Refused */
async function withEmail(parts: BotParts, userId: string, metadata: string, command: (ctx: Ctx, emailId: number) => Promise<void>): Promise<void> {
  const about = readEmailSubject(metadata);
  if (!about) throw new Refused('mail:refused.preview_old');
  const person = await personOf(parts, userId);
  await permitAct(parts, email, person, about.conversation);
  await parts.ledger.run(person, { conversation: about.conversation }, (ctx) => command(ctx, about.emailId));
}
