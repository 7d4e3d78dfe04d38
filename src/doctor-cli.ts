import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { examine } from './doctor/examine.js';
import { report } from './doctor/report.js';
import { systemClock } from './kit/clock.js';
import { repositoryRoot } from './kit/repository-root.js';

/** `npm run doctor`: is everything around the product as it must be? Exit code 1 when something has to be mended. */
const file = join(repositoryRoot(), '.env');
if (existsSync(file)) process.loadEnvFile(file);
const { text, isWell } = report(await examine(process.env, systemClock), process.env);
console.log(text);
process.exit(isWell ? 0 : 1);
