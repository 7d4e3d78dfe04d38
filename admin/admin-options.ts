import type { AdminJSOptions } from 'adminjs';
import type { House } from '../src/wire.js';
import { branding } from './brand.js';
import { componentLoader, Components } from './component-loader.js';
import { adminLocale } from './locale.js';
import { portalResources } from './resources/all.js';

/** Everything AdminJS is told. */
export function adminOptions(house: House): AdminJSOptions {
  return {
    rootPath: '/admin',
    loginPath: '/admin/login',
    logoutPath: '/admin/logout',
    componentLoader,
    branding: branding(house.config.BRAND_NAME),
    locale: adminLocale(house),
    version: { admin: false },
    settings: { defaultPerPage: 20 },
    dashboard: { component: Components.Dashboard },
    pages: { reports: { component: Components.Reports, icon: 'BarChart2' } },
    resources: portalResources(house),
  };
}
