import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { Router, type NextFunction, type Request, type Response } from 'express';
import type { House } from '../../src/wire.js';
import { actorFor } from '../access/person.js';
import { notFoundPage } from '../page/failure-page.js';
import { fitForPortal } from './fit-for-portal.js';

const BASE = '/admin/queues';

/**
 * /admin/queues: BullMQ's queues as bull-board shows them, for administrators, to look at only. A queue holds wake-ups,
 * and the sweep finds the work without them, so there is nothing in it to repair; emptying or pausing one would only slow
 * the house down. Whoever may not see it gets the portal's 404.
 */
export function queueRoutes(house: House): Router {
  const { t, config } = house;
  const server = new ExpressAdapter();
  const queues = house.queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true, description: t(`portal:queues.${queue.name}`) }));
  createBullBoard({
    queues,
    serverAdapter: server,
    options: { uiConfig: { boardTitle: t('portal:queues.title'), locale: { lng: config.LOCALE === 'en' ? 'en-US' : config.LOCALE }, miscLinks: [{ text: t('portal:queues.back'), url: '/admin' }], hideRedisDetails: true } },
  });
  server.setBasePath(BASE);
  const router = Router();
  router.use('/queues', adminsOnly(house), readingOnly, fitForPortal, server.getRouter() as Router);
  return router;
}

function adminsOnly(house: House) {
  return (request: Request, response: Response, next: NextFunction) => {
    const actor = actorFor((request.session as { adminUser?: unknown }).adminUser);
    if (actor.kind === 'agent' && actor.role === 'admin') next();
    else notFoundPage(house)(request, response);
  };
}

function readingOnly(request: Request, response: Response, next: NextFunction): void {
  if (['GET', 'HEAD'].includes(request.method)) next();
  else response.set('Allow', 'GET, HEAD').status(405).json({ error: 'the queues are there to be looked at' });
}
