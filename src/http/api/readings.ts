import { DateTime } from 'luxon';
import type { Client } from '../../domain/clients/clients.js';
import { noteReading } from '../../domain/clients/note-reading.js';
import type { Scope } from '../../domain/clients/scopes.js';
import type { ClientData } from '../../domain/facts.js';
import type { ApiParts } from './api-parts.js';

/** What of people an operation's permission lets read. */
const READS: Partial<Record<Scope, ClientData>> = { 'conversations:read': 'conversations', 'messages:read': 'messages', 'contacts:read': 'contacts' };

/** Notes in the trail who reads people's data, before it is given; what this process has noted today costs nothing more. */
export function createReadings({ ledger, clock, zone }: Pick<ApiParts, 'ledger' | 'clock' | 'zone'>): (client: Client, scope: Scope) => Promise<void> {
  let today = '';
  const noted = new Set<string>();
  return async ({ id, name }, scope) => {
    const data = READS[scope];
    if (data === undefined) return;
    const day = DateTime.fromJSDate(clock.now(), { zone }).toFormat('yyyy-MM-dd');
    if (day !== today) noted.clear();
    today = day;
    const who = String(id ?? 'house');
    if (noted.has(`${who} ${data}`)) return;
    await ledger.run({ kind: 'client', id, name }, {}, (ctx) => noteReading(ctx, who, data, day));
    noted.add(`${who} ${data}`);
  };
}
