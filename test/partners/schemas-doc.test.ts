import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { SCHEMAS, jsonSchemaOf } from '../../src/integrations/partners/schemas/all.js';
import { repositoryRoot } from '../../src/kit/repository-root.js';
import { objections } from './schemas.js';

const FOLDER = join(repositoryRoot(), 'docs/schemas');

const PING = {
  version: 1, id: '0b3f2a52-7d5a-8c7e-9f3a-2d1f0c9b8a76', occurredAt: '2026-11-24T12:00:00.000Z', type: 'ping', conversation: null, contact: null, data: {},
};

describe('docs/schemas', () => {
  test('has the schemas that judge what leaves, and no others', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(SCHEMAS).map((name) => `${name}.json`).sort());
  });

  test.each(Object.keys(SCHEMAS) as (keyof typeof SCHEMAS)[])('%s is as the code is (else: npx tsc -p . && node docs/tools/write-schemas.mjs)', (name) => {
    expect(readFileSync(join(FOLDER, `${name}.json`), 'utf8')).toBe(jsonSchemaOf(name));
  });

  test('takes what is right, also with fields of a later day, and refuses what is not', () => {
    const judged = (change: Record<string, unknown>) => objections('/events', JSON.stringify({ ...PING, ...change })).length === 0;
    expect([judged({}), judged({ later: 1 })]).toEqual([true, true]);
    expect([judged({ version: 2 }), judged({ id: 'x' }), judged({ occurredAt: '24/11/2026' }), judged({ type: 'other' }), judged({ data: undefined }), judged({ type: 'survey_answered', data: { score: 6, before: null } })]).toEqual([false, false, false, false, false, false]);
  });
});
