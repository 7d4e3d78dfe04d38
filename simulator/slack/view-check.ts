import { checkBlocks } from './block-check.js';
import { checkText, isObject, LayoutProblems } from './text-check.js';

/** Checks a view for views.open, push, update and publish, and for response_action; empty when Slack would take it. */
export function checkView(view: unknown, type: 'modal' | 'home'): string[] {
  const problems = new LayoutProblems();
  if (!isObject(view)) {
    problems.add('must be an object', '/view');
    return problems.messages;
  }
  if (view.type !== type) problems.add(`unsupported type: ${String(view.type)}`, '/view/type');
  if (type === 'modal') {
    if (problems.needs(view, 'title', '/view')) checkText(problems, view.title, 24, '/view/title', true);
    for (const field of ['submit', 'close']) {
      if (view[field] !== undefined && view[field] !== null) checkText(problems, view[field], 24, `/view/${field}`, true);
    }
    const hasInput = Array.isArray(view.blocks) && view.blocks.some((block) => isObject(block) && block.type === 'input');
    if (hasInput && !view.submit) problems.add('must define `submit` to use an `input` block in modals', '/view');
  }
  problems.atMost(view.callback_id, 255, '/view/callback_id');
  problems.atMost(view.external_id, 255, '/view/external_id');
  problems.atMost(view.private_metadata, 3000, '/view/private_metadata');
  const blockMessages = checkBlocks(view.blocks, type, '/view/blocks');
  return [...problems.messages, ...blockMessages];
}
