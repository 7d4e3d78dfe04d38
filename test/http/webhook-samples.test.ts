import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { repositoryRoot } from '../../src/kit/repository-root.js';
import type { Body } from '../support/webhook.js';
import { startWorld, type World } from '../support/world.js';

const FOLDER = join(repositoryRoot(), 'test', 'fixtures', 'z-api');
const samples = readdirSync(FOLDER).filter((name) => name.endsWith('.json')).map((name) => ({ name, body: JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Body }));

/** Every body that Z-API's documentation shows (developer.z-api.io), as it is printed there. */
describe('the provider’s own examples', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.end());

  test('each is answered 200, stored, and handled; none is given up', async () => {
    expect(samples.length).toBeGreaterThan(60);
    const answers = await Promise.all(samples.map(async ({ name, body }, index) => ({ name, status: (await world.zapi.sendRaw({ ...body, instanceId: `SAMPLE-${index}` })).status })));
    expect(answers.filter((answer) => answer.status !== 200)).toEqual([]);
    await world.settle();
    expect(await world.rows('SELECT id FROM webhook_events')).toHaveLength(samples.length);
    expect(await world.rows("SELECT kind, status, last_error FROM webhook_events WHERE status <> 'done' OR attempts > 0")).toEqual([]);
    expect(await world.rows("SELECT kind, status, last_error FROM deliveries WHERE status NOT IN ('sent', 'obsolete') AND kind NOT LIKE 'media.%' AND kind NOT LIKE 'slack.file%' AND kind <> 'slack.alert'")).toEqual([]);
  });
});
