import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { startWorld, type World } from '../support/world.js';

let world: World;
interface Document {
  openapi: string;
  info: { title: string };
  paths: Record<string, Record<string, { operationId: string; parameters: { name: string; in: string; required: boolean }[] }>>;
}
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.end());

test('the document is valid OpenAPI 3.1', async () => {
  const answer = await fetch(`${world.url}/api/openapi.json`);
  const document = (await answer.json()) as Document & Record<string, unknown>;
  expect(await new Validator().validate(document)).toEqual({ valid: true });
  expect(document.openapi).toBe('3.1.0');
});
