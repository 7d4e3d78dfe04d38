import type { ActName } from '../surface.js';
import type { Act } from './act.js';
import { desk } from './desk.js';
import { help } from './help.js';
import { lookAfter } from './look-after.js';
import { priority } from './priority.js';
import { protocol } from './protocol.js';
import { release } from './release.js';
import { take } from './take.js';
import { why } from './why.js';

/** Every act of the surface and the file that does it. */
export const ALL: Record<ActName, Act> = { take, release, priority, look_after: lookAfter, why, protocol, desk, help };
