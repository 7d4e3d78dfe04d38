import { configurationPage } from './configuration-page.mjs';
import { factsPage } from './facts-page.mjs';
import { metricsPage } from './metrics-page.mjs';
import { permissionsPage } from './permissions-page.mjs';

/** Pages of docs/ that are made from the code, and how. */
export const PAGES = { 'facts.md': factsPage, 'configuration.md': configurationPage, 'permissions.md': permissionsPage, 'metrics.md': metricsPage };
