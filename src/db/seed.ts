import { hash } from '@node-rs/argon2';
import type { Translate } from '../kit/i18n.js';
import { saveAgent } from '../domain/people/agents.js';
import { seedDomainFacts } from './domain-facts.js';
import { selectOne, type Sql } from './rows.js';

export interface FirstAdmin {
  email: string | undefined;
  password: string | undefined;
}

/**
 * What an empty installation needs: the domain facts, and the first administrator, when there is none and ADMIN_EMAIL and ADMIN_PASSWORD are
 * given. Running it again changes nothing.
 */
export async function seed(sql: Sql, now: Date, t: Translate, admin: FirstAdmin): Promise<string[]> {
  const done = await seedDomainFacts(sql, now, t);
  const existing = await selectOne(sql, "SELECT id FROM agents WHERE role = 'admin' AND password_hash IS NOT NULL LIMIT 1");
  if (!existing && admin.email && admin.password) {
    await saveAgent(sql, now, { name: 'Administrador', email: admin.email, role: 'admin', passwordHash: await hash(admin.password) });
    done.push(`administrator ${admin.email}`);
  }
  return done;
}
