import express from 'express';
import type { Request, Response, Router } from 'express';
import type { SimContext } from './context.js';
import { emojiTable } from './emoji.js';
import type { Given } from './element-values.js';
import type { FailureRule } from './failure-rules.js';
import type { Block, FileDraft, JsonObject } from './model.js';
import { isObject } from './text-check.js';
import type { ClickChoice, ClickTarget } from './click-targets.js';
import { isTarget } from './click-targets.js';
import type { SlackWorkspace } from './workspace.js';

type Handler = (body: JsonObject) => unknown;

const str = (body: JsonObject, name: string): string => {
  if (typeof body[name] !== 'string') throw new Error(`"${name}" must be a string`);
  return body[name];
};

function target(body: JsonObject): ClickTarget {
  const given = body.target ?? body.message ?? (body.channel ? { channel: body.channel, ts: body.ts } : undefined);
  if (!isTarget(given)) throw new Error('"target" must be {channel, ts}, {id}, "view" or "home"');
  return given;
}

function choice(body: JsonObject): ClickChoice {
  const read = (name: string): Record<string, string> => (typeof body[name] === 'string' ? { [name]: body[name] } : {});
  return { ...read('blockId'), ...read('value'), ...(isObject(body.typed) ? { typed: body.typed } : {}) };
}

/** What can be asked by POST, each taking and giving JSON like the method of the same name. */
function commands(workspace: SlackWorkspace, removers: Map<string, () => void>): Record<string, Handler> {
  const message = (body: JsonObject): [string, string, string] => [str(body, 'user'), str(body, 'channel'), str(body, 'ts')];
  return {
    'post': (body) => workspace.post(str(body, 'user'), str(body, 'channel'), typeof body.text === 'string' ? body.text : '', {
      ...(typeof body.thread_ts === 'string' ? { thread_ts: body.thread_ts } : {}), broadcast: body.broadcast === true,
      ...(Array.isArray(body.files) ? { files: body.files as FileDraft[] } : {}),
      ...(isObject(body.raw) ? { raw: body.raw as { text: string; blocks?: Block[] } } : {}),
    }),
    'edit': (body) => workspace.edit(...message(body), str(body, 'text')),
    'remove': (body) => workspace.remove(...message(body)),
    'unfurl': (body) => workspace.unfurl(str(body, 'channel'), str(body, 'ts')),
    'react': (body) => workspace.react(...message(body), str(body, 'name')),
    'unreact': (body) => workspace.unreact(...message(body), str(body, 'name')),
    'click': (body) => workspace.click(str(body, 'user'), target(body), str(body, 'actionId'), choice(body)),
    'choose': (body) => workspace.chooseOption(str(body, 'user'), target(body), str(body, 'actionId'), (body.value ?? null) as Given, choice(body)),
    'suggest': (body) => workspace.suggest(str(body, 'user'), target(body), str(body, 'actionId'), str(body, 'text')),
    'slash': (body) => workspace.slash(str(body, 'user'), str(body, 'channel'), str(body, 'command'), typeof body.text === 'string' ? body.text : ''),
    'shortcut': (body) => workspace.shortcut(str(body, 'user'), str(body, 'callbackId'), body.channel ? { channel: str(body, 'channel'), ts: str(body, 'ts') } : undefined),
    'submit-view': (body) => workspace.submitView(str(body, 'user'), isObject(body.values) ? body.values : {}),
    'close-view': (body) => workspace.closeView(str(body, 'user')),
    'open-home': (body) => workspace.openHome(str(body, 'user')),
    'fail': (body) => {
      const id = String(removers.size + 1);
      removers.set(id, workspace.fail(body as unknown as FailureRule));
      return { id };
    },
    'unfail': (body) => {
      if (body.id === undefined) workspace.clearFailures();
      else removers.get(String(body.id))?.();
      return {};
    },
    'archive': (body) => workspace.archive(str(body, 'channel')),
    'unarchive': (body) => workspace.unarchive(str(body, 'channel')),
    'kick-bot': (body) => workspace.kickBot(str(body, 'channel')),
    'invite-bot': (body) => workspace.inviteBot(str(body, 'channel')),
    'revoke-token': () => workspace.revokeToken(),
    'restore-token': () => workspace.restoreToken(),
    'silence': (body) => workspace.silence(body.on !== false),
    'drop-sockets': () => workspace.dropSockets(),
    'config': (body) => workspace.configure(body),
    'add-user': (body) => workspace.addUser(body as unknown as Parameters<SlackWorkspace['addUser']>[0]),
    'add-channel': (body) => workspace.addChannel(body as unknown as Parameters<SlackWorkspace['addChannel']>[0]),
  };
}

/** What can be read by GET. */
function readings(workspace: SlackWorkspace): Record<string, (query: Record<string, string>) => unknown> {
  return {
    'state': () => workspace.exportState(),
    'emoji': () => emojiTable(),
    'channel': (query) => workspace.channel(query.channel),
    'thread': (query) => workspace.thread(query.channel, query.ts),
    'ephemerals': (query) => workspace.ephemerals(query.user),
    'view': (query) => workspace.views(query.user) ?? null,
    'home': (query) => workspace.homeView(query.user) ?? null,
    'calls': (query) => workspace.calls.filter((call) => (!query.method || call.method === query.method) && call.at >= Number(query.since ?? 0)),
  };
}

/** The HTTP control API below /_sim/, for the page and for tests in other processes. */
export function controlApi(workspace: SlackWorkspace, sim: SimContext, listeners: Set<Response>): Router {
  const router = express.Router();
  const removers = new Map<string, () => void>();
  router.use(express.json({ limit: '30mb' }));
  router.get('/events', (request, response) => listen(sim, listeners, request, response));
  router.get('/file/:id', (request, response) => {
    const known = sim.store.files.get(request.params.id);
    if (!known) return void response.status(404).end();
    response.set('content-security-policy', 'sandbox').type(known.file.mimetype).send(known.content);
  });
  for (const [name, handler] of Object.entries(commands(workspace, removers))) {
    router.post(`/${name}`, (request, response) => void reply(response, () => handler(isObject(request.body) ? request.body : {})));
  }
  for (const [name, reading] of Object.entries(readings(workspace))) {
    router.get(`/${name}`, (request, response) => void reply(response, () => reading(request.query as Record<string, string>)));
  }
  return router;
}

async function reply(response: Response, work: () => unknown): Promise<void> {
  try {
    response.json((await work()) ?? {});
  } catch (error) {
    response.status(400).json({ error: error instanceof Error ? error.message : String(error) });
  }
}

function listen(sim: SimContext, listeners: Set<Response>, request: Request, response: Response): void {
  response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive', 'x-accel-buffering': 'no' });
  response.flushHeaders();
  response.write('retry: 1000\n\n');
  listeners.add(response);
  const stop = sim.store.onChange((change) => response.write(`data: ${JSON.stringify(change)}\n\n`));
  const beat = setInterval(() => response.write(': ok\n\n'), 15_000);
  beat.unref();
  request.on('close', () => {
    stop();
    clearInterval(beat);
    listeners.delete(response);
  });
}
