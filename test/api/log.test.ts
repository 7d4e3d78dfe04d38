import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seedDomainFacts } from '../../src/db/domain-facts.js';
import { createLog } from '../../src/kit/log.js';
import { startPortal, type PortalHouse } from '../portal/portal-house.js';
import { call, freshKey } from './api-world.js';

const TOKEN = 'segredo-interno-de-teste';
const lines: string[] = [];
const destination = new Writable({
  write(chunk: Buffer, _encoding, done) {
    lines.push(...chunk.toString('utf8').split('\n').filter(Boolean));
    done();
  },
});
let portal: PortalHouse;

beforeAll(async () => {
  portal = await startPortal({ INTERNAL_API_TOKEN: TOKEN }, createLog('info', false, destination));
  await seedDomainFacts(portal.house.source.manager, portal.clock.now(), portal.house.t);
});
afterAll(() => portal?.end());

test('the log tells who called what and how it ended, and nothing of anybody', async () => {
  await call(portal, TOKEN, '/contacts/5511988887777/messages', { body: { template: 'lembrete-visita', name: 'Maria Souza', values: { visit_date: 'dia doze', visit_time: '14h', caregiver_name: 'Joana' } }, headers: freshKey() });
  await call(portal, TOKEN, '/conversations/1/messages', { body: { text: 'O boleto está pronto' }, headers: freshKey() });
  await call(portal, TOKEN, '/contacts/5511988887777');
  await call(portal, TOKEN, '/contacts?name=Maria%20Souza');
  await call(portal, 'carinho_token-errado', '/contacts/5511988887777');
  const calls = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'api call');
  expect(calls.map(({ operation, client, status, category }) => [operation, client, status, category])).toEqual([
    ['startConversation', 'house', 202, 'api'], ['sendMessage', 'house', 202, 'api'], ['readContact', 'house', 200, 'api'], ['listContacts', 'house', 200, 'api'], ['readContact', undefined, 401, 'api'],
  ]);
  expect(lines.join('\n')).not.toMatch(/98888|Maria|Joana|dia doze|boleto|carinho_token|segredo-interno/);
});

test('calls are counted by operation and status', async () => {
  const text = await (await fetch(`${portal.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
  expect(text).toContain('api_seconds_count{operation="sendMessage",status="202"} 1');
  expect(text).not.toMatch(/98888|Maria/);
});
