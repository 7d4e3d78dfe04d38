import { selectOne } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';

/**
 * One of the survey's templates (message_templates, code `pesquisa…`) filled for the conversation's contact; undefined when
 * no active template has this code, which is how the portal switches the message off. A contact without a name is not
 * addressed: "Olá, {{contact.first_name}}!" is "Olá!" then.
 */
export async function renderSurvey(ctx: Ctx, code: string): Promise<string | undefined> {
  const template = await selectOne<{ body: string; name: string }>(
    ctx.tx,
    'SELECT t.body, k.name FROM message_templates t JOIN contacts k ON k.id = ? WHERE t.code = ? AND t.active = 1',
    [ctx.conversation.contact_id, code],
  );
  const [first = ''] = /^\p{L}[\p{L}\p{M}'’-]*/u.exec(template?.name.trim() ?? '') ?? [];
  return template?.body.replace(/(,? ?)\{\{\s*contact\.first_name\s*\}\}/g, (_whole, before: string) => (first === '' ? '' : `${before}${first}`));
}
