import { systemClock } from '../kit/clock.js';
import { reasonOf } from '../kit/errors.js';
import { openDatabase } from './data-source.js';
import { seed } from './seed.js';

/** `npm run seed`: idempotent domain facts and the first administrator (ADMIN_EMAIL, ADMIN_PASSWORD). */
const url = process.env['DATABASE_URL'];
if (!url) {
  console.error('DATABASE_URL is missing: mysql://user:password@host:3306/database');
  process.exit(1);
}
try {
  const source = await openDatabase({ url, poolSize: 2 });
  const done = await seed(source.manager, systemClock.now(), { email: process.env['ADMIN_EMAIL'], password: process.env['ADMIN_PASSWORD'] });
  console.log(done.length === 0 ? 'Nothing to seed.' : `Seeded: ${done.join(', ')}`);
  await source.destroy();
} catch (error) {
  console.error(`Seeding failed: ${reasonOf(error)}`);
  process.exit(1);
}
