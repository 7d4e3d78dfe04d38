import { createHash } from 'node:crypto';
import { Router } from 'express';
import { permitInHouse } from '../../src/domain/people/permissions.js';
import type { House } from '../../src/wire.js';
import { actorFor } from '../access/person.js';
import { readFigures } from './figures.js';
import { keepFor } from './keep-for.js';
import { readMonth, readToday } from './panels.js';

/** Everybody's pages ask every eight seconds; the house answers once for all of them. */
const NOW_MS = 2000;
const TODAY_MS = 5000;
const MONTH_MS = 60_000;

/**
 * GET /admin/live: the dashboard (JSON). ETag: what has not changed is 304 without a body. `X-Now` is the house's time, apart
 * from the body, so that time alone changes nothing; ages are counted from it.
 */
export function liveRoute(house: House): Router {
  const figures = keepFor(NOW_MS, () => readFigures(house));
  const today = keepFor(TODAY_MS, () => readToday(house));
  const month = keepFor(MONTH_MS, () => readMonth(house));
  const router = Router();
  router.get('/live', async (request, response) => {
    permitInHouse(actorFor((request.session as { adminUser?: unknown }).adminUser), 'read reports');
    const body = JSON.stringify({ ...(await figures()), today: await today(), month: await month() });
    const tag = `"${createHash('sha1').update(body).digest('base64url')}"`;
    response.set({ ETag: tag, 'X-Now': house.clock.now().toISOString() });
    if (request.headers['if-none-match'] === tag) response.status(304).end();
    else response.type('json').send(body);
  });
  return router;
}
