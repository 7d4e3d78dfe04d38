import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import '../support/property-seed.js';
import { mentioning } from '../../bot/views/mentions.js';

const TEAM = [
  { name: 'Ana Lima', slack_user_id: 'U1' },
  { name: 'Ana Paula', slack_user_id: 'U2' },
  { name: 'Bruno Souza', slack_user_id: 'U3' },
  { name: 'Sem Slack', slack_user_id: null },
];

test.each([
  ['veja @Ana Lima, por favor', 'veja <@U1>, por favor'],
  ['@ana paula e @bruno', '<@U2> e <@U3>'],
  ['@Bruno Souza!', '<@U3>!'],
  ['email bruno@carinho.test', 'email bruno@carinho.test'],
  ['5 < 6 & 7', '5 &lt; 6 &amp; 7'],
])('%s', (words, shown) => expect(mentioning(words, TEAM)).toBe(shown));

test.each(['@ana', '@brunoso', '@sem slack', '@here', '@channel'])('%s calls nobody', (words) => {
  const shown = mentioning(words, TEAM);
  expect(shown).not.toMatch(/<|@[\p{L}]/u);
});

test('whatever is written, nothing but colleagues can be called', () => {
  const piece = fc.constantFrom('@', '<', '>', '!channel', '@here', '<!here>', '<@U9>', 'U1', '@Ana Lima', '@bruno', '&lt;', ' ', '|', 'https://x.test', '\n');
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.array(piece).map((pieces) => pieces.join(''))), (words) => {
      const rest = mentioning(words, TEAM).replace(/<@U[123]>/g, '');
      expect(rest).not.toMatch(/[<>]/);
      expect(rest).not.toMatch(/(?<![\p{L}\p{N}\p{M}])@[\p{L}\p{N}_]/u);
    }),
  );
});
