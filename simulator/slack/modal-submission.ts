import { elementsOf } from './block-check.js';
import type { SimContext } from './context.js';
import { isEmptyValue } from './element-values.js';
import { filledIn } from './filled-in.js';
import { payloadBase } from './interactions.js';
import type { Ack, JsonObject, SimView, StateValues } from './model.js';
import { isObject } from './text-check.js';
import { checkView } from './view-check.js';
import { STACK_DEPTH } from './view-stacks.js';

/** What became of a submitted modal; `errors` by block_id keep it open, `view` is what the person sees next. */
export interface Submission extends Ack {
  errors?: Record<string, string>;
  view?: SimView;
}

function clientErrors(view: SimView, values: StateValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of view.blocks.filter((candidate) => candidate.type === 'input')) {
    const [element] = elementsOf(block);
    const entry = values[String(block.block_id)]?.[String(element.action_id)];
    const typed = typeof entry?.value === 'string' ? entry.value : '';
    if (isEmptyValue(entry)) {
      if (block.optional !== true) errors[String(block.block_id)] = 'Preencha este campo.';
    } else if (Number(element.min_length ?? 0) > typed.length && element.type === 'plain_text_input') errors[String(block.block_id)] = `Escreva ao menos ${String(element.min_length)} caracteres.`;
    else if (Number(element.max_length ?? 3000) < typed.length) errors[String(block.block_id)] = `Escreva no máximo ${String(element.max_length ?? 3000)} caracteres.`;
    else if (element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(typed)) errors[String(block.block_id)] = 'Informe um e-mail válido.';
  }
  return errors;
}

/**
 * Submits a person's topmost modal with values by block_id and action_id (nested, or "block.action", or by block_id alone).
 * Required fields are checked first, as Slack's client does; then the product's response_action is carried out.
 */
export async function submitView(sim: SimContext, user: string, given: JsonObject = {}): Promise<Submission> {
  const view = sim.views.current(user);
  if (!view) throw new Error(`${user} has no modal open`);
  const values = filledIn(view, given);
  sim.views.remember(view, values);
  const missing = clientErrors(view, values);
  if (Object.keys(missing).length > 0) return { status: 0, body: null, error: 'client_validation', errors: missing, view };
  const ack = await sim.courier.interaction('interactive', {
    type: 'view_submission', ...payloadBase(sim, user), trigger_id: sim.triggers.issue(user, view.id), view: structuredClone(view), response_urls: [],
  });
  if (ack.error) return { ...ack, view };
  const result = carryOut(sim, user, view, isObject(ack.body) ? ack.body : {});
  return { ...ack, ...result, view: sim.views.current(user) };
}

function carryOut(sim: SimContext, user: string, view: SimView, answer: JsonObject): Partial<Submission> {
  const action = answer.response_action;
  if (action === 'errors') {
    const errors = isObject(answer.errors) ? (answer.errors as Record<string, string>) : {};
    const inputs = view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id);
    const strange = Object.keys(errors).length === 0 || Object.keys(errors).some((key) => !inputs.includes(key));
    return { errors, ...(strange ? { error: 'invalid_errors' } : {}) };
  }
  if (action === 'clear') sim.views.close(user, 'all');
  else if (action === 'update' || action === 'push') {
    const problems = checkView(answer.view, 'modal');
    if (problems.length > 0) return { error: `invalid_view: ${problems.join('; ')}` };
    if (action === 'update') sim.views.update(user, view, answer.view as JsonObject);
    else if (sim.views.depth(user) >= STACK_DEPTH) return { error: 'push_limit_reached' };
    else sim.views.push(user, answer.view as JsonObject);
  } else sim.views.close(user, view.id);
  return {};
}

/** Cancels a person's topmost modal; the product is told when the view asked for it. */
export async function closeView(sim: SimContext, user: string): Promise<Ack> {
  const view = sim.views.current(user);
  if (!view) throw new Error(`${user} has no modal open`);
  sim.views.close(user, view.clear_on_close === true ? 'all' : view.id);
  if (view.notify_on_close !== true) return { status: 0, body: null };
  return sim.courier.interaction('interactive', { type: 'view_closed', ...payloadBase(sim, user), view: structuredClone(view), is_cleared: view.clear_on_close === true });
}
