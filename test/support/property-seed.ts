import fc from 'fast-check';

/**
 * CI judges a change, so its properties see the same inputs every time; everywhere else each run tries new ones.
 * FC_SEED repeats a run that failed.
 */
const seed = process.env['FC_SEED'] ?? (process.env['CI'] === 'true' ? '20261124' : undefined);
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
