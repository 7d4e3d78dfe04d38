import { describe, expect, test } from '@jest/globals';
import { judgeReply, type ReplyCase } from '../../../src/domain/inbox/judge-reply.js';
import { readReplyIntent } from '../../../src/kit/text/reply-prefix.js';

const ME = { id: 1, active: true };
const AUTHORS = { agent: ME, inactive: { id: 1, active: false }, stranger: undefined };
const OWNERS = { mine: 1, nobody: null, colleague: 2 };

type Mode = 'reply' | 'explicit';
interface Seat {
  author: keyof typeof AUTHORS;
  owner: keyof typeof OWNERS;
  open: boolean;
  guard: ReplyCase['guard'];
}

function verdict(text: string, mode: Mode, seat: Seat): string {
  const { kind } = readReplyIntent({ text }, mode);
  const judged = judgeReply({ intent: kind, author: AUTHORS[seat.author], conversation: { assigneeId: OWNERS[seat.owner], isOpen: seat.open }, guard: seat.guard });
  if (judged.state === 'queued') return judged.becomesOwner ? 'sent, becomes owner' : 'sent';
  return 'reason' in judged ? `${judged.state}: ${judged.reason}` : judged.state;
}

/** Who may send what the words alone would let go, by owner, open or ended, and guard. */
const SEATS: [Seat, string][] = [
  [{ author: 'agent', owner: 'mine', open: true, guard: 'owner' }, 'sent'],
  [{ author: 'agent', owner: 'mine', open: true, guard: 'any' }, 'sent'],
  [{ author: 'agent', owner: 'nobody', open: true, guard: 'owner' }, 'sent, becomes owner'],
  [{ author: 'agent', owner: 'nobody', open: true, guard: 'any' }, 'sent, becomes owner'],
  [{ author: 'agent', owner: 'colleague', open: true, guard: 'owner' }, 'held: not_owner'],
  [{ author: 'agent', owner: 'colleague', open: true, guard: 'any' }, 'sent'],
  [{ author: 'agent', owner: 'mine', open: false, guard: 'owner' }, 'held: closed'],
  [{ author: 'agent', owner: 'mine', open: false, guard: 'any' }, 'held: closed'],
  [{ author: 'agent', owner: 'nobody', open: false, guard: 'owner' }, 'held: closed'],
  [{ author: 'agent', owner: 'colleague', open: false, guard: 'any' }, 'held: closed'],
  ...(['inactive', 'stranger'] as const).flatMap((author) =>
    (['mine', 'nobody', 'colleague'] as const).flatMap((owner) =>
      [true, false].flatMap((open) => (['owner', 'any'] as const).map((guard): [Seat, string] => [{ author, owner, open, guard }, `refused: ${author}`])))),
];

/** Words that stay in Slack, whoever writes them. */
const INSIDE: [string, string][] = [
  ['// ligar amanhã', 'note'],
  ['//', 'note'],
  ['nota: ligar amanhã', 'note'],
  ['NOTA : ligar amanhã', 'note'],
  ['*nota:* ligar amanhã', 'note'],
  ['  nota: com espaço antes', 'note'],
  ['<@U0BRUNO0001> veja isto', 'note'],
  ['<!here> alguém?', 'note'],
  ['!n2 cliente nervoso', 'keyword'],
  ['!xyz', 'keyword'],
  ['!', 'keyword'],
];

describe('what may leave Slack', () => {
  describe.each(SEATS)('%o', (seat, expected) => {
    test('plain words, where a reply is a reply', () => expect(verdict('Bom dia!', 'reply', seat)).toBe(expected));
    test('words after >>, where everything else is a note', () => expect(verdict('&gt;&gt; Bom dia!', 'explicit', seat)).toBe(expected));
    test('plain words, where everything is a note', () => expect(verdict('Bom dia!', 'explicit', seat)).toBe('note'));
    test.each(INSIDE)('%s stays inside in either mode', (text, kind) => {
      expect([verdict(text, 'reply', seat), verdict(text, 'explicit', seat)]).toEqual([kind, kind]);
    });
  });

  test.each<[string, Partial<ReplyCase>, string]>([
    ['nothing to send', { intent: 'empty' }, 'empty'],
    ['a file that cannot leave keeps the words in too', { unfit: 'file_kind' }, 'file_kind'],
    ['a file that is too large', { unfit: 'file_size' }, 'file_size'],
  ])('%s', (_what, given, reason) => {
    const usual: ReplyCase = { intent: 'reply', author: ME, conversation: { assigneeId: 1, isOpen: true }, guard: 'any' };
    expect(judgeReply({ ...usual, ...given })).toEqual({ state: 'refused', reason });
  });

  test('a note with a file is a note', () => {
    expect(judgeReply({ intent: 'note', unfit: 'file_kind', author: ME, conversation: { assigneeId: 1, isOpen: true }, guard: 'any' })).toEqual({ state: 'note' });
  });
});
