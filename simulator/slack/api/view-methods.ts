import type { SimContext } from '../context.js';
import type { JsonObject, SimView } from '../model.js';
import { isObject } from '../text-check.js';
import type { Trigger } from '../triggers.js';
import { checkView } from '../view-check.js';
import { STACK_DEPTH } from '../view-stacks.js';
import type { ApiMethod } from './api-error.js';
import { ApiError, layoutError, text } from './api-error.js';

function viewArgument(args: JsonObject, type: 'modal' | 'home'): JsonObject {
  if (!isObject(args.view)) throw layoutError('invalid_arguments', ['[ERROR] missing required field: view']);
  const problems = checkView(args.view, type);
  if (problems.length > 0) throw layoutError('invalid_arguments', problems);
  return args.view;
}

function checkExternalId(sim: SimContext, view: JsonObject, except?: SimView): void {
  const clash = view.external_id ? sim.views.find({ external_id: view.external_id }) : undefined;
  if (clash && clash.view.id !== except?.id) throw new ApiError('duplicate_external_id');
}

function spend(sim: SimContext, args: JsonObject): Trigger {
  const trigger = sim.triggers.spend(text(args, 'trigger_id'));
  if (typeof trigger === 'string') throw new ApiError(trigger);
  return trigger;
}

const open: ApiMethod = (args, sim) => {
  const view = viewArgument(args, 'modal');
  checkExternalId(sim, view);
  const trigger = spend(sim, args);
  return { view: sim.views.open(trigger.user, view) };
};

const push: ApiMethod = (args, sim) => {
  const view = viewArgument(args, 'modal');
  checkExternalId(sim, view);
  const trigger = spend(sim, args);
  if (sim.views.depth(trigger.user) >= STACK_DEPTH) throw new ApiError('push_limit_reached');
  return { view: sim.views.push(trigger.user, view) };
};

const update: ApiMethod = (args, sim) => {
  if (!args.view_id && !args.external_id) throw layoutError('invalid_arguments', ['[ERROR] missing required field: view_id']);
  const found = sim.views.find({ view_id: args.view_id, external_id: args.external_id });
  if (!found) throw new ApiError('not_found');
  const view = viewArgument(args, found.view.type === 'home' ? 'home' : 'modal');
  if (args.hash !== undefined && args.hash !== '' && args.hash !== found.view.hash) throw new ApiError('hash_conflict');
  checkExternalId(sim, view, found.view);
  return { view: sim.views.update(found.user, found.view, view) };
};

const publish: ApiMethod = (args, sim) => {
  const user = text(args, 'user_id');
  if (!sim.store.users.has(user)) throw layoutError('invalid_arguments', ['[ERROR] invalid user_id']);
  const view = viewArgument(args, 'home');
  const old = sim.views.home(user);
  if (args.hash !== undefined && args.hash !== '' && old && args.hash !== old.hash) throw new ApiError('hash_conflict');
  return { view: sim.views.publish(user, view) };
};

/** views.* */
export const viewMethods: Record<string, ApiMethod> = { 'views.open': open, 'views.push': push, 'views.update': update, 'views.publish': publish };
