import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import '../support/property-seed.js';
import { allowedMoves, isEnd, mayMove } from '../../src/domain/funnel/allowed-moves.js';
import type { FunnelStatus } from '../../src/domain/facts.js';

const STATUSES: FunnelStatus[] = ['new', 'triage', 'proposal', 'waiting', 'active', 'lost', 'closed'];
const status = fc.constantFrom(...STATUSES);

/** product.md, word for word. */
const WRITTEN = 'new→triage, waiting, closed · triage→proposal, waiting, lost, closed · proposal→waiting, active, lost, closed · waiting→proposal, active, lost, closed · active→closed · lost→closed · closed→';

test('the moves are those of product.md', () => {
  expect(STATUSES.map((from) => `${from}→${allowedMoves(from).join(', ')}`).join(' · ')).toBe(WRITTEN);
});

test('a walk stays on the map, never stands still, and ends in closed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { maxLength: 60 }), (choices) => {
      let at: FunnelStatus = 'new';
      const visited: FunnelStatus[] = [at];
      for (const choice of choices) {
        const open = allowedMoves(at);
        if (open.length === 0) break;
        at = open[choice % open.length] as FunnelStatus;
        visited.push(at);
      }
      // Never back to the beginning; once ended, only closed follows; active is never lost.
      expect(visited.lastIndexOf('new')).toBe(0);
      const end = visited.findIndex(isEnd);
      if (end >= 0) expect(visited.slice(end + 1).filter((after) => after !== 'closed')).toEqual([]);
      if (visited.includes('active')) expect(visited.slice(visited.indexOf('active') + 1)).not.toContain('lost');
    }),
  );
});

test('a move is allowed when it is listed, and staying is no move', () => {
  fc.assert(
    fc.property(status, status, (from, to) => {
      expect(mayMove(from, to)).toBe(allowedMoves(from).includes(to));
      expect(mayMove(from, from)).toBe(false);
    }),
  );
});

test('every conversation can be closed, from wherever it is', () => {
  for (const from of STATUSES.filter((one) => one !== 'closed')) expect(mayMove(from, 'closed')).toBe(true);
});
