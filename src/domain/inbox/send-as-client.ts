import { selectOne } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import { cleanText } from '../../kit/text/clean.js';
import { isBlankText } from '../../kit/text/invisible.js';
import { requireOpen } from '../conversation/require-open.js';
import type { Ctx } from '../ctx.js';
import { findAgent } from '../people/agents.js';
import { renderTemplate } from '../templates/render.js';
import { countUse, templateCoded, type Template } from '../templates/templates.js';
import { withGiven, type GivenValues } from '../templates/given-values.js';
import { valuesFor } from '../templates/values.js';
import { storeAutomatic } from './store-automatic.js';

/** What a system sends: words of its own, or a template with what only the system knows. */
export type ClientMessage = { text: string } | { template: string; values: GivenValues };

/**
 * Sends a message to a conversation's contact in the name of the system that acts. The thread shows it with the system's
 * name; it is no person's answer, so clocks go on.
 * @returns the messages (a long text leaves in several)
 * @throws Refused `slack:refused.no_conversation`, `slack:refused.ended`, `api:refused.blank` at the field `text`, `api:refused.template_unknown` at
 *   `template`, `api:refused.values_missing` at `values`
 */
export async function sendAsClient(ctx: Ctx, conversationId: number, message: ClientMessage): Promise<number[]> {
  if (!(await selectOne(ctx.tx, 'SELECT id FROM conversations WHERE id = ?', [conversationId]))) throw new Refused('slack:refused.no_conversation', { number: conversationId });
  ctx.enter(await ctx.lock(conversationId));
  const { actor, conversation } = ctx;
  requireOpen(conversation);
  const template = 'template' in message ? await templateCoded(ctx.tx, message.template) : undefined;
  const body = 'text' in message ? cleanText(message.text) : await filled(ctx, template as Template, message.values);
  if (isBlankText(body)) throw new Refused('api:refused.blank', {}, 'text');
  const ids = await storeAutomatic(ctx, body, actor.kind === 'client' ? actor.name : null);
  if (template) await countUse(ctx.tx, template.id, ctx.now);
  ctx.record({ kind: 'client_message_queued', conversationId: conversation.id, messageIds: ids, template: template?.code ?? null });
  return ids;
}

async function filled(ctx: Ctx, template: Template, given: GivenValues): Promise<string> {
  const { conversation, tx, now, house } = ctx;
  const owner = conversation.assignee_id === null ? undefined : await findAgent(tx, conversation.assignee_id);
  return renderTemplate(template.body, withGiven(template.body, await valuesFor(tx, conversation.id, owner?.name ?? null, now, house), given));
}
