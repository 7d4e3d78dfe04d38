import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fillWithOneOfEach } from './one-of-each.js';
import { PortalClient } from './portal-client.js';
import { startPortal, type PortalHouse } from './portal-house.js';

let portal: PortalHouse;

beforeAll(async () => {
  portal = await startPortal({ LOCALE: 'en', BRAND_NAME: 'Care & Co' });
  await fillWithOneOfEach(portal);
});
afterAll(() => portal?.end());

test('with LOCALE=en everything is in English, under the company’s name', async () => {
  const person = new PortalClient(portal);
  expect((await person.ask('/admin/login')).text).toContain('<p class="brand">Care &amp; Co</p>');
  expect((await person.signIn('marina@carinho.test', 'wrong')).text).toContain('Wrong e-mail or password.');
  await person.signIn('marina@carinho.test');
  const { text } = await person.ask('/admin');
  for (const word of ['"conversations":"Conversations"', '"retry":"Try again"', '"dead":"Failed"']) expect(text.includes(word)).toBe(true);
  const { notice } = await person.act<{ notice: unknown }>('/admin/api/resources/deliveries/records/1/retry');
  expect(notice).toEqual({ type: 'error', message: 'This delivery is not among the failed ones any more.' });
});

test('while Redis is away people read that something is wrong, and nobody signs in', async () => {
  portal.house.redis.producer.disconnect();
  const answer = await new PortalClient(portal).signIn('marina@carinho.test');
  expect(answer).toMatchObject({ status: 500, text: expect.stringContaining('Something went wrong') });
});
