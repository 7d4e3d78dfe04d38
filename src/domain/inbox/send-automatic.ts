import type { Ctx } from '../ctx.js';
import { findAgent } from '../people/agents.js';
import { needsGiven } from '../templates/given-values.js';
import { renderTemplate } from '../templates/render.js';
import { countUse, templateOfCode } from '../templates/templates.js';
import { valuesFor } from '../templates/values.js';
import { queueAutomatic } from './queue-automatic.js';

/**
 * Sends a template because a rule says so (queue-automatic.ts).
 * @returns the messages; none when no active template has this code, which is how the portal switches one off, or when it needs
 *   what only another system knows
 * @throws TemplateFault when the stored template cannot be filled: it is checked when it is saved
 */
export async function sendAutomatic(ctx: Ctx, code: string): Promise<number[]> {
  const { conversation, tx, now } = ctx;
  const template = await templateOfCode(tx, code);
  if (!template || needsGiven(template.body)) return [];
  const owner = conversation.assignee_id === null ? undefined : await findAgent(tx, conversation.assignee_id);
  const body = renderTemplate(template.body, await valuesFor(tx, conversation.id, owner?.name ?? null, now, ctx.house));
  await countUse(tx, template.id, now);
  ctx.record({ kind: 'template_sent', conversationId: conversation.id, templateId: template.id, code: template.code, replyId: null });
  return queueAutomatic(ctx, body, code);
}
