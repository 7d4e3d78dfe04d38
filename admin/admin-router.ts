import AdminJSExpress from '@adminjs/express';
import AdminJS from 'adminjs';
import type { Router } from 'express';
import type { House } from '../src/wire.js';
import { adminOptions } from './admin-options.js';

/** AdminJS as one Express router. It knows nothing of signing in: whoever gets here has been let in by admin/access. */
export async function buildAdminRouter(house: House): Promise<Router> {
  return AdminJSExpress.buildRouter(new AdminJS(adminOptions(house))) as unknown as Router;
}
