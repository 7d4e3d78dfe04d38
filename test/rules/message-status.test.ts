import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { MessageStatus } from '../../src/domain/facts.js';
import { furthestBehind, mayMove } from '../../src/domain/inbox/message-status.js';

const REPORTED: MessageStatus[] = ['sent', 'delivered', 'read', 'played', 'failed'];
const ORDER: MessageStatus[] = ['queued', 'sent', 'delivered', 'read', 'played'];
const ALL: MessageStatus[] = [...ORDER, 'failed', 'deleted'];
const after = (reports: MessageStatus[], from: MessageStatus = 'queued') => reports.reduce((status, to) => (mayMove(status, to) ? to : status), from);

describe('a message’s status', () => {
  const reports = fc.array(fc.constantFrom(...REPORTED), { maxLength: 12 });

  test('never goes backwards, whatever comes in whatever order', () => {
    fc.assert(
      fc.property(reports, (given) => {
        let status: MessageStatus = 'queued';
        for (const to of given) {
          const next = after([to], status);
          if (status !== 'failed' && next !== 'failed') expect(ORDER.indexOf(next)).toBeGreaterThanOrEqual(ORDER.indexOf(status));
          status = next;
        }
      }),
    );
  });

  test('ends the same for every order of the same reports', () => {
    fc.assert(fc.property(reports.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))), ([given, shuffled]) => expect(after(shuffled)).toBe(after(given))));
  });

  test('is the furthest that was reported; a failure counts only while nothing arrived', () => {
    fc.assert(
      fc.property(reports, (given) => {
        const arrived = ORDER.slice(2).filter((status) => given.includes(status)).at(-1);
        expect(after(given)).toBe(arrived ?? (given.includes('failed') ? 'failed' : given.includes('sent') ? 'sent' : 'queued'));
      }),
    );
  });

  test('does not move to what it is, nor away from deleted', () => {
    for (const status of ALL) expect([mayMove(status, status), mayMove('deleted', status)]).toEqual([false, false]);
  });
});

describe('the status of a reply in several messages', () => {
  test.each<[MessageStatus[], MessageStatus | undefined]>([
    [[], undefined],
    [['read', 'delivered', 'sent'], 'sent'],
    [['read', 'queued'], 'queued'],
    [['read', 'failed', 'queued'], 'failed'],
    [['played', 'read'], 'read'],
  ])('%j shows %s', (statuses, shown) => {
    expect(furthestBehind(statuses)).toBe(shown);
  });

  test('does not reorder what it was given', () => {
    const given: MessageStatus[] = ['read', 'sent'];
    furthestBehind(given);
    expect(given).toEqual(['read', 'sent']);
  });
});
