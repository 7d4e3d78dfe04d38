/** The HTTP control API under /_sim: the programmatic API as JSON, for the browser phone and tests in other processes. */
import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';
import type { ZapiGateway } from '../gateway.js';
import type { HeaderOverrides } from '../webhook-post.js';
import type { JsonObject } from '../types.js';
import { sampleMedia } from './sample-media.js';
import { ControlError, configChanges, failureRule, phoneDetails, sayOptions, textField } from './schema.js';

const DEFAULT_LIMIT = 200;

type Action = (body: JsonObject) => unknown;

function actions(gateway: ZapiGateway): Record<string, Action> {
  const phone = (body: JsonObject): ReturnType<ZapiGateway['phone']> => gateway.phone(textField(body, 'phone'));
  return {
    says: (body) => phone(body).says(textField(body, 'text'), sayOptions(body)),
    build: (body) => phone(body).build(textField(body, 'text'), sayOptions(body)),
    edits: (body) => phone(body).edits(textField(body, 'messageId'), textField(body, 'text')),
    deletes: (body) => phone(body).deletes(textField(body, 'messageId')),
    reacts: (body) => phone(body).reactsTo(textField(body, 'messageId'), textField(body, 'emoji')),
    chooses: (body) => phone(body).chooses(textField(body, 'messageId'), textField(body, 'choiceId')),
    reads: (body) => phone(body).reads(),
    plays: (body) => phone(body).plays(textField(body, 'messageId')),
    shows: (body) => phone(body).shows(textField(body, 'status') as 'COMPOSING'),
    phones: (body) => {
      const { number, name, lid, hidesNumber, exists } = gateway.phone(textField(body, 'number'), phoneDetails(body));
      return { number, name, lid, hidesNumber, exists };
    },
    fail: (body) => ({ id: gateway.world.rules.add(failureRule(body)) }),
    unfail: (body) => gateway.world.rules.remove((body.id ?? body.name) as number | string | undefined),
    disconnect: () => gateway.disconnect(),
    connect: () => gateway.connect(),
    'hold-queue': (body) => gateway.holdQueue(body.on === true),
    'company-phone': (body) => gateway.typeOnCompanyPhone(textField(body, 'to'), textField(body, 'text')),
    raw: (body) => gateway.sendRaw(body.body as object | string, (body.headers ?? {}) as HeaderOverrides, body.url as string | undefined),
    settled: () => gateway.settled(),
    config: (body) => {
      const { settings, webhookUrl, phoneExistsShape } = configChanges(body);
      Object.assign(gateway.world.settings, settings);
      if (webhookUrl !== undefined) gateway.webhookUrl = webhookUrl;
      if (phoneExistsShape !== undefined) gateway.world.settings.extra.phoneExistsShape = phoneExistsShape;
      gateway.world.events.emit({ type: 'gateway' });
      return gateway.exportState().config;
    },
  };
}

/** GET /state, /webhooks, /calls, /events; POST for every action. */
export function controlRouter(gateway: ZapiGateway): Router {
  const router = express.Router();
  const table = actions(gateway);
  const limit = (req: Request): number => Number(req.query.limit ?? DEFAULT_LIMIT) || DEFAULT_LIMIT;

  router.get('/state', (_req, res) => { res.json(gateway.exportState()); });
  router.get('/webhooks', (req, res) => { res.json(gateway.webhooks.slice(-limit(req))); });
  router.get('/calls', (req, res) => { res.json(gateway.calls.slice(-limit(req))); });
  router.get('/media/:name', sampleMedia);
  router.get('/events', (_req, res) => { gateway.world.events.attach(res); });

  router.post('/:action', express.json({ limit: '5mb' }), async (req, res) => {
    const action = table[req.params.action];
    if (!action) { res.status(404).json({ error: `no action ${req.params.action}` }); return; }
    res.json(await action((req.body ?? {}) as JsonObject) ?? { ok: true });
  });

  router.use((error: Error & { status?: number }, _req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) { next(error); return; }
    res.status(error instanceof ControlError ? 400 : error.status ?? 500).json({ error: error.message });
  });
  return router;
}
