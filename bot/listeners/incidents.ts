import type { App } from '@slack/bolt';
import { findThread } from '../../src/domain/conversation/threads.js';
import { Refused } from '../../src/kit/errors.js';
import { answering, toThem } from '../actor.js';
import { actForm } from '../acts/form.js';
import { incident, incidentFields } from '../acts/incident.js';
import { permitAct, personOf } from '../acts/run.js';
import type { BotParts } from '../parts.js';
import { SHORTCUTS } from '../surface.js';

/** "Registrar incidente" on a message of a thread: the form, with that message's words to begin with. */
export function registerIncidents(app: App, parts: BotParts): void {
  app.shortcut({ callback_id: SHORTCUTS.incident, type: 'message_action' }, async ({ ack, shortcut, client, respond }) => {
    await answering(parts, toThem(respond), async () => {
      const person = await personOf(parts, shortcut.user.id);
      const { channel, message } = shortcut;
      const thread = await findThread(parts.source.manager, channel.id, (message['thread_ts'] as string | undefined) ?? message.ts);
      if (!thread) throw new Refused('slack:refused.no_thread');
      await permitAct(parts, incident, person, thread.conversation_id);
      // A customer who writes "Alta hospitalar amanhã" names no severity.
      const about = { ...incident, form: (id: number) => incidentFields(id, parts, { description: message.text ?? '' }) };
      const view = await actForm('incident', about, thread.conversation_id, parts, person);
      await client.views.open({ trigger_id: shortcut.trigger_id, view });
      return undefined;
    });
    await ack();
  });
}
