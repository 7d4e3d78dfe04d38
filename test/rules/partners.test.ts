import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CLOSED, OPEN_AFTER, afterFailure, afterRefusal, afterSuccess, pauseOf, waitFor, type Breaker } from '../../src/domain/partners/breaker-rules.js';
import { explainPartnerReason } from '../../src/domain/partners/explain-reason.js';
import { identityOf } from '../../src/integrations/partners/identity.js';
import { blankOurs } from '../../src/integrations/partners/blank-ours.js';
import { judgeAnswer } from '../../src/integrations/partners/judge-answer.js';
import { later } from '../../src/kit/clock.js';
import { createTranslate } from '../../src/kit/i18n.js';
import { sealText, unsealText } from '../../src/kit/sealed.js';

const NOW = new Date('2026-11-24T12:00:00.000Z');

describe('the circuit breaker', () => {
  const after = (failures: number): Breaker => Array.from({ length: failures }).reduce<Breaker>((state) => afterFailure(state, NOW), CLOSED);

  test('opens at the fifth failure in a row, and leaves alone for 30 s, 1, 2, 4 and then 5 minutes', () => {
    expect(after(OPEN_AFTER - 1)).toMatchObject({ open_since: null, not_before: null });
    const pauses = [5, 6, 7, 8, 9, 10, 40].map((failures) => waitFor(after(failures), NOW) / 1000);
    expect(pauses).toEqual([30, 60, 120, 240, 300, 300, 300]);
  });

  test('however it came about: a pause is never shorter than the one before, nor longer than five minutes', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000 }), (opens) => pauseOf(opens) <= pauseOf(opens + 1) && pauseOf(opens) >= 30_000 && pauseOf(opens) <= 300_000));
  });

  test('keeps the moment since when it is open, through any further failures', () => {
    fc.assert(fc.property(fc.integer({ min: OPEN_AFTER, max: 50 }), fc.integer({ min: 0, max: 10 }), (failures, more) => {
      const first = after(failures);
      const last = Array.from({ length: more }).reduce<Breaker>((state) => afterFailure(state, later(NOW, 60_000)), first);
      expect(last.open_since).toEqual(NOW);
      expect(last.failures).toBe(failures + more);
    }));
  });

  test('a wish to be left alone never shortens a pause, and opens nothing', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 3_600_000 }), (failures, pauseMs) => {
      const state = after(failures);
      const asked = afterRefusal(state, NOW, pauseMs);
      expect(waitFor(asked, NOW)).toBe(Math.max(waitFor(state, NOW), pauseMs));
      expect(asked.open_since).toEqual(state.open_since);
    }));
  });
});

test('a success ends failures and openings, never a pause that was asked for while it was closed', () => {
  const busy = afterRefusal({ ...CLOSED, failures: 3 }, NOW, 60_000);
  expect(afterSuccess(busy, NOW)).toEqual({ ...CLOSED, not_before: later(NOW, 60_000) });
  expect(afterSuccess(busy, later(NOW, 60_000))).toEqual(CLOSED);
  expect(afterSuccess({ failures: 7, opens: 2, open_since: NOW, not_before: later(NOW, 60_000) }, NOW)).toEqual(CLOSED);
});

describe('an answer', () => {
  const judge = (status: number, text = '', retryAfterMs?: number) => judgeAnswer({ status, text, retryAfterMs }, (it) => it);

  test('2xx is done; 429 and 5xx come again; everything else is final', () => {
    fc.assert(fc.property(fc.integer({ min: 200, max: 599 }), fc.string(), (status, text) => {
      const is = status < 300 ? 'done' : status === 429 ? 'busy' : status >= 500 ? 'failing' : 'refused';
      expect(judge(status, text).is).toBe(is);
    }));
  });

  test('the other side’s name for it is kept; what is no JSON is none', () => {
    expect(judge(201, '{"id":"L-17"}')).toEqual({ is: 'done', result: 'L-17' });
    expect(judge(200, '{"id":17}')).toEqual({ is: 'done', result: '17' });
    for (const text of ['', 'ok', 'null', '[]', '{"id":{"a":1}}', '{"id":']) expect(judge(202, text)).toEqual({ is: 'done', result: '202' });
  });

  test('a pause is kept up to an hour, half a minute when 429 names none', () => {
    expect([judge(429), judge(429, '', 5000), judge(429, '', 86_400_000)]).toMatchObject([{ afterMs: 30_000 }, { afterMs: 5000 }, { afterMs: 3_600_000 }]);
    expect(judge(503, '', 120_000)).toMatchObject({ afterMs: 120_000 });
    expect('afterMs' in judge(503)).toBe(false);
  });

  test('nobody’s data stays in the reason', () => {
    expect(judge(422, '{"error":"maria@exemplo.com.br, 390.533.447-05, 11988887777"}')).toEqual({ is: 'refused', reason: 'answered 422: {"error":"•••@•••, •••CPF•••, •••CPF•••"}' });
  });
});

describe('an answer that quotes our call', () => {
  test('keeps none of our words, however JSON writes them', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 4 }).filter((name) => !name.includes('•')), (name) => {
      expect(blankOurs(`${name} ${JSON.stringify(name)}`, JSON.stringify({ list: [{ name }] }), undefined)).not.toContain(name);
    }));
    expect(blankOurs('got s3cret, maria', '{"a":1}', 's3cret')).toBe('got •••, maria');
    expect(blankOurs('{"nome":"Jo\\u00e3o Conceição","url":"https:\\/\\/a.b","x":"joão conceição"}', '{"a":"João Conceição","b":"https://a.b"}', undefined)).toMatch(/^\{"nome":".*","url":"•••","x":"•••"\}$/);
    expect(blankOurs('Jo\\u00e3o e abc', '{"a":["João"],"b":"abc"}', undefined)).toBe('••• e abc');
  });
});

test('the identity of a delivery is a UUID, the same each time, and another for another row or moment', () => {
  fc.assert(fc.property(fc.integer({ min: 1 }), fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (id, at) => {
    const identity = identityOf({ id, created_at: at });
    expect(identity).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(identityOf({ id, created_at: new Date(at) })).toBe(identity);
    expect(identityOf({ id: id + 1, created_at: at })).not.toBe(identity);
    expect(identityOf({ id, created_at: later(at, 1) })).not.toBe(identity);
  }));
});

test('a sealed text opens for whom and what it was sealed, under the same secret, and not when it was changed', () => {
  fc.assert(fc.property(fc.string(), fc.string({ minLength: 1 }), (text, secret) => {
    const sealed = sealText(text, 'webhook 1', secret, 'a');
    expect(unsealText(sealed, 'webhook 1', secret, 'a')).toBe(text);
    expect(unsealText(sealed, 'webhook 2', secret, 'a')).toBeUndefined();
    expect(unsealText(sealed, 'webhook 1', secret, 'b')).toBeUndefined();
    expect(unsealText(sealed, 'webhook 1', `${secret}!`, 'a')).toBeUndefined();
  }));
});

test.each([
  ['answered 500: nothing', 'respondeu 500'],
  ['answered 503: em manutenção', 'respondeu 503: em manutenção'],
  ['no answer within 8 s', 'não respondeu em 8 s'],
  ['no connection (ECONNREFUSED)', 'sem conexão (ECONNREFUSED)'],
  ['its certificate is not accepted (CERT_HAS_EXPIRED)', 'o certificado não é aceito (CERT_HAS_EXPIRED)'],
  ['name not found (ENOTFOUND)', 'o nome do endereço não foi encontrado'],
  ['this address leads into a private network', 'o endereço leva a uma rede interna'],
  ['this address is not https', 'o endereço não é https'],
  ['something new', 'something new'],
])('%s, for people: %s', (reason, told) => {
  expect(explainPartnerReason(reason, createTranslate('pt-BR'))).toBe(told);
});
