import { migrations } from '../../migrations/index.js';
import { reasonOf } from '../kit/errors.js';
import { openDatabase } from './data-source.js';
import { migrate } from './migrate.js';

/** `npm run migrate`: runs pending migrations on DATABASE_URL. */
const url = process.env['DATABASE_URL'];
if (!url) {
  console.error('DATABASE_URL is missing: mysql://user:password@host:3306/database');
  process.exit(1);
}
try {
  const source = await openDatabase({ url, migrations, poolSize: 2 });
  const ran = await migrate(source);
  console.log(ran.length === 0 ? 'Nothing to migrate.' : `Migrated: ${ran.join(', ')}`);
  await source.destroy();
} catch (error) {
  console.error(`Migration failed: ${reasonOf(error)}`);
  process.exit(1);
}
