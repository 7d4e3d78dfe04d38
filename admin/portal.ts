import express from 'express';
import { logFor } from '../src/kit/log.js';
import type { MountPortal } from '../src/web.js';
import { loginRoutes } from './access/login.js';
import { requirePerson } from './access/person.js';
import { readBody } from './access/read-body.js';
import { refuseForeignOrigin } from './access/same-origin.js';
import { portalSessions } from './access/session.js';
import { storedFiles } from './media/stored-files.js';
import { assetRoutes } from './page/assets.js';
import { useReadyBundle } from './page/bundle.js';
import { contentPolicy } from './page/content-policy.js';
import { liveRoute } from './dashboard/live-route.js';
import { failurePage, notFoundPage } from './page/failure-page.js';
import { plainNotices } from './page/plain-notices.js';
import { exportRoute } from './privacy/export-route.js';
import { queueRoutes } from './queues/routes.js';
import { reportRoutes } from './reports/routes.js';

/** What a signed-in person's request may hold; the portal has no uploads. */
const MOST_BYTES = 1024 * 1024;

/**
 * Mounts the portal at /admin. Nothing of AdminJS is reached without a session: sign-in, assets and body reading are
 * ours, so that no anonymous request is parsed by it, let alone written to disk.
 */
export const mountPortal: MountPortal = async (app, house) => {
  useReadyBundle();
  const { buildAdminRouter } = await import('./admin-router.js'); // reads the environment that the line above has set
  const adminRouter = await buildAdminRouter(house);
  const log = logFor(house.log, 'portal');
  const portal = express.Router();
  portal.use(contentPolicy(house));
  portal.use(refuseForeignOrigin(house.config.PUBLIC_URL, log));
  portal.use(await assetRoutes());
  portal.use(portalSessions(house));
  portal.use(await loginRoutes(house, log));
  portal.use(requirePerson(house));
  portal.use(storedFiles(house));
  portal.use(reportRoutes(house));
  portal.use(exportRoute(house));
  portal.use(liveRoute(house));
  portal.use(queueRoutes(house));
  portal.use(readBody(MOST_BYTES));
  portal.use(plainNotices(house));
  portal.use(adminRouter);
  portal.use(notFoundPage(house));
  portal.use(failurePage(house, log));
  app.use('/admin', portal);
};
