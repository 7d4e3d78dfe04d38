import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/web-api';
import { activeTemplates, matching } from '../../src/domain/templates/templates.js';
import { answering } from '../actor.js';
import { permitAct, personOf } from '../acts/run.js';
import { readSubject } from '../acts/subject.js';
import { fillFor, template } from '../acts/template.js';
import type { BotParts } from '../parts.js';
import { ACTIONS } from '../surface.js';
import { again, saidForm } from '../views/again.js';
import { templateBlocks, templateOptions } from '../views/template-form.js';

/** In the form of "Modelo": searching while typing, and the text of the template that was chosen. */
export function registerTemplates(app: App, parts: BotParts): void {
  app.options(ACTIONS.templateChoice, async ({ ack, body, payload }) => {
    let options = templateOptions([]);
    await answering(parts, async (why) => parts.log.warn({ why }, 'templates are not offered'), async () => {
      await personOf(parts, body.user.id);
      options = templateOptions(matching(await activeTemplates(parts.source.manager), payload.value));
      return undefined;
    });
    await ack({ options });
  });

  app.action(ACTIONS.templateChoice, async ({ ack, body, action, client }) => {
    const form = 'view' in body ? body.view : undefined;
    const chosen = action.type === 'static_select' || action.type === 'external_select' ? Number(action.selected_option?.value) : NaN;
    if (form && Number.isInteger(chosen)) {
      const { conversation } = readSubject(form.private_metadata);
      let view: ModalView | undefined;
      const told = (text: string) => void (view = saidForm(form.title, text, parts.t));
      await answering(parts, async (text) => told(text), async () => {
        const person = await personOf(parts, body.user.id);
        await permitAct(parts, template, person, conversation);
        const filled = await fillFor(conversation, chosen, parts, person);
        const blocks = templateBlocks(await activeTemplates(parts.source.manager), filled, parts.t);
        view = again(form, blocks);
        return undefined;
      });
      if (view) await client.views.update({ view_id: form.id, view });
    }
    await ack();
  });
}
