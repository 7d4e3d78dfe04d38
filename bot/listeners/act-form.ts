import type { App } from '@slack/bolt';
import { Refused } from '../../src/kit/errors.js';
import { refusalWords } from '../actor.js';
import { actForm } from '../acts/form.js';
import { actOf } from '../acts/offered.js';
import { permitAct, personOf, runChange } from '../acts/run.js';
import { Overtaken } from '../acts/stale.js';
import { readSubject } from '../acts/subject.js';
import type { BotParts } from '../parts.js';
import { FORMS } from '../surface.js';
import { saidForm } from '../views/again.js';

/**
 * A form of an act was sent. Done: the form closes (the card and the thread show it), or what follows is put on top. Refused: the words stand at the
 * field. Overtaken: the form comes again on the new state, with what changed on top; nothing is written.
 */
export function registerActForm(app: App, parts: BotParts): void {
  app.view(FORMS.act, async ({ ack, body, view }) => {
    const { act: name, conversation, seen } = readSubject(view.private_metadata);
    const act = actOf(name);
    if (act.is !== 'change' || !act.submitted) return ack();
    const fields = view.blocks.flatMap((block) => (block.type === 'input' && block.block_id !== undefined ? [block.block_id] : []));
    try {
      // Before what was filled in is looked at: whoever sends it need not be whom it was opened for.
      await permitAct(parts, act, await personOf(parts, body.user.id), conversation);
      const input: unknown = await act.submitted(view.state.values, parts);
      const { next } = await runChange(parts, act, { conversation, input, slackUserId: body.user.id, source: `form:${view.id}`, seen });
      await ack(next && { response_action: 'push', view: next });
    } catch (error) {
      if (error instanceof Overtaken) {
        const person = await personOf(parts, body.user.id);
        return ack({ response_action: 'update', view: await actForm(name, act, conversation, parts, person, refusalWords(error, parts.t)) });
      }
      if (!(error instanceof Refused)) parts.log.error({ err: error, act: name }, 'a form could not be taken');
      const words = error instanceof Refused ? refusalWords(error, parts.t) : parts.t('slack:refused.broken');
      // A rule may be about a field that this form does not have.
      const at = fields.find((name) => error instanceof Refused && name === error.field) ?? fields[0];
      if (at !== undefined) return ack({ response_action: 'errors', errors: { [at]: words } });
      await ack({ response_action: 'update', view: saidForm(view.title, words, parts.t) });
    }
  });
}
