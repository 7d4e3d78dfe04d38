import { parseArgs } from 'node:util';
import { hash } from '@node-rs/argon2';
import { ZodError } from 'zod';
import { openDatabase } from './db/data-source.js';
import { agentInput, saveAgent } from './domain/people/agents.js';
import { systemClock } from './kit/clock.js';
import { Refused, reasonOf } from './kit/errors.js';
import { createTranslate, type Locale } from './kit/i18n.js';

/** `npm run agents:add -- --name … --email … --role agent|supervisor|admin [--slack U…] [--password …] [--shift 08:00-17:00] [--inactive]` */
const USAGE = 'Usage: npm run agents:add -- --name "Ana Lima" --email ana@example.com --role agent|supervisor|admin [--slack U0123ABCD] [--password …] [--shift 08:00-17:00|none] [--inactive]';

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

const url = process.env['DATABASE_URL'] ?? fail('DATABASE_URL is missing: mysql://user:password@host:3306/database');
try {
  const { values } = parseArgs({ options: { name: { type: 'string' }, email: { type: 'string' }, role: { type: 'string' }, slack: { type: 'string' }, password: { type: 'string' }, shift: { type: 'string' }, inactive: { type: 'boolean' } } });
  const given = agentInput.parse({ name: values.name, email: values.email, role: values.role, slackUserId: values.slack, shift: values.shift, active: !values.inactive });
  if (values.password !== undefined && values.password.length < 8) fail('--password: must have 8 characters or more');
  const source = await openDatabase({ url, poolSize: 2 });
  const passwordHash = values.password === undefined ? undefined : await hash(values.password);
  const { created } = await saveAgent(source.manager, systemClock.now(), { ...given, ...(passwordHash === undefined ? {} : { passwordHash }) });
  console.log(`${created ? 'Added' : 'Updated'} ${given.name} (${given.role})${given.slackUserId ? `, Slack ${given.slackUserId}` : ''}${given.active ? '' : ', inactive'}.`);
  await source.destroy();
} catch (error) {
  if (error instanceof ZodError) fail(`${error.issues.map((issue) => `--${issue.path.join('.').replace('slackUserId', 'slack')}: ${issue.message}`).join('\n')}\n${USAGE}`);
  if (error instanceof Refused) fail(createTranslate((process.env['LOCALE'] ?? 'en') as Locale)(error.messageKey, error.vars));
  if (error instanceof TypeError) fail(`${error.message}\n${USAGE}`);
  fail(`Could not be saved: ${reasonOf(error)}`);
}
