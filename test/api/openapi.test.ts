import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { openApiDocument } from '../../src/http/api/openapi.js';
import { LOCALES, createTranslate } from '../../src/kit/i18n.js';
import { repositoryRoot } from '../../src/kit/repository-root.js';
import { startWorld, type World } from '../support/world.js';

interface Operation {
  operationId: string;
  description: string;
  parameters: { name: string; in: string; required: boolean; description: string }[];
  responses: Record<string, unknown>;
}
type Document = Record<string, unknown> & { openapi: string; servers: { url: string }[]; paths: Record<string, Record<string, Operation>> };

const documentIn = (locale: (typeof LOCALES)[number], server = '') => openApiDocument(createTranslate(locale), 'Carinho', server) as Document;

describe('the document', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ env: { PUBLIC_URL: 'https://atendimento.example.com/' } });
  });
  afterAll(() => world?.end());

  test.each(LOCALES)('is valid OpenAPI 3.1, in %s', async (locale) => {
    const document = documentIn(locale);
    expect(await new Validator().validate(document)).toEqual({ valid: true });
    expect(document.openapi).toBe('3.1.0');
  });

  test('is given to whoever asks, with this house’s address, and not given again while it is the same', async () => {
    const answer = await fetch(`${world.url}/api/openapi.json`);
    expect(await answer.json()).toEqual(documentIn('pt-BR', 'https://atendimento.example.com'));
    const again = await fetch(`${world.url}/api/openapi.json`, { headers: { 'if-none-match': answer.headers.get('etag') as string } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('what the issue of the integrations names is there', () => {
    const operations = Object.entries(documentIn('en').paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    for (const one of ['POST /conversations/{id}/messages', 'GET /conversations', 'GET /contacts', 'GET /metrics/{report}', 'GET /metrics/now', 'POST /contacts/{phone}/messages']) expect(operations).toContain(one);
  });

  test('everything that changes something asks for a key, and says what may go wrong', () => {
    for (const [path, methods] of Object.entries(documentIn('en').paths)) {
      for (const [method, { parameters, responses, description }] of Object.entries(methods)) {
        expect([path, parameters.some(({ name, required }) => name === 'Idempotency-Key' && required)]).toEqual([path, method === 'post']);
        expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '403', '422', '429', '500', '503']));
        expect(description).toMatch(/Needs the permission `[a-z]+:[a-z]+`\.$/);
        for (const parameter of parameters) expect([parameter.name, parameter.description.length > 3]).toEqual([parameter.name, true]);
      }
    }
  });

  test('docs/openapi.json is as the code is (else: npx tsc -p . && node docs/tools/write-openapi.mjs)', () => {
    expect(JSON.parse(readFileSync(join(repositoryRoot(), 'docs/openapi.json'), 'utf8'))).toEqual(documentIn('en'));
  });
});
