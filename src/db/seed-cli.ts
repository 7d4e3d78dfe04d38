import { systemClock } from '../kit/clock.js';
import { reasonOf } from '../kit/errors.js';
import { createTranslate, LOCALES, type Locale } from '../kit/i18n.js';
import { openDatabase } from './data-source.js';
import { seed } from './seed.js';

/** `npm run seed`: idempotent domain facts and the first administrator (ADMIN_EMAIL, ADMIN_PASSWORD). */
const url = process.env['DATABASE_URL'];
if (!url) {
  console.error('DATABASE_URL is missing: mysql://user:password@host:3306/database');
  process.exit(1);
}
const locale = process.env['LOCALE'] ?? 'pt-BR';
if (!LOCALES.includes(locale as Locale)) {
  console.error(`LOCALE must be one of ${LOCALES.join(', ')}`);
  process.exit(1);
}
try {
  const source = await openDatabase({ url, poolSize: 2 });
  const done = await seed(source.manager, systemClock.now(), createTranslate(locale as Locale), { email: process.env['ADMIN_EMAIL'], password: process.env['ADMIN_PASSWORD'] });
  console.log(done.length === 0 ? 'Nothing to seed.' : `Seeded: ${done.join(', ')}`);
  await source.destroy();
} catch (error) {
  console.error(`Seeding failed: ${reasonOf(error)}`);
  process.exit(1);
}
