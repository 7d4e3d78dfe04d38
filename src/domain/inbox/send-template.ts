import { Refused } from '../../kit/errors.js';
import { isBlankText } from '../../kit/text/invisible.js';
import { requireOpen } from '../conversation/require-open.js';
import { liveThread } from '../conversation/threads.js';
import type { Ctx } from '../ctx.js';
import { findAgent } from '../people/agents.js';
import { permit } from '../people/permissions.js';
import { renderTemplate } from '../templates/render.js';
import { countUse, findTemplate } from '../templates/templates.js';
import { valuesFor } from '../templates/values.js';
import { findReplyAt } from './replies.js';
import { takeReply } from './send-reply.js';

export interface TemplateSend {
  templateId: number;
  /** What the person made of it; without it the template as it is, filled. */
  text?: string | undefined;
  slackUserId: string;
  /** The same for the same submission or `!word`: it is sent once. */
  source: string;
}

/**
 * Sends a template as the actor's answer, through the same gate as what they write in the thread: shown there under their
 * name, ticked, and an unowned conversation becomes theirs. A supervisor may send one in a colleague's conversation.
 * @throws Refused `slack:refused.ended`, `slack:refused.template_gone`, `slack:refused.no_thread`, or at the field `text` when it is empty
 */
export async function sendTemplate(ctx: Ctx, { templateId, text, slackUserId, source }: TemplateSend): Promise<void> {
  const { actor, conversation, tx } = ctx;
  permit(actor, 'send a template', conversation);
  if (actor.kind !== 'agent') throw new Refused('slack:refused.stranger');
  requireOpen(conversation);
  const template = await findTemplate(tx, templateId);
  if (!template) throw new Refused('slack:refused.template_gone', {}, 'template');
  const body = text ?? renderTemplate(template.body, await valuesFor(tx, conversation.id, actor.name, ctx.now, ctx.house));
  if (isBlankText(body)) throw new Refused('slack:form.empty', {}, 'text');
  const home = await liveThread(tx, conversation.id);
  if (!home) throw new Refused('slack:refused.no_thread');
  const author = await findAgent(tx, actor.id);
  const ts = `form:${source.replace(/^form:/, '')}`.slice(0, 64);
  const outcome = await takeReply(ctx, { channelId: home.channel_id, threadTs: home.thread_ts, ts, slackUserId, intent: 'reply', body, author, decided: true });
  if (outcome === 'known_reply') return;
  const reply = await findReplyAt(tx, home.channel_id, ts);
  await countUse(tx, template.id, ctx.now);
  ctx.record({ kind: 'template_sent', conversationId: conversation.id, templateId: template.id, code: template.code, replyId: reply?.id ?? null });
}
