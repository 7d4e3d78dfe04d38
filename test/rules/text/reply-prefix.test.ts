import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readReplyIntent } from '../../../src/kit/text/reply-prefix.js';

const t = (text: string, style?: object): object => ({ type: 'text', text, ...(style ? { style } : {}) });
const rich = (...elements: object[]): unknown[] => [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
const quote = (...elements: object[]): unknown[] => [{ type: 'rich_text', elements: [{ type: 'rich_text_quote', elements }] }];
const escape = (s: string): string => s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe('readReplyIntent, mode reply', () => {
  test.each([
    ['Olá, tudo bem?', 'reply', 'Olá, tudo bem?'],
    ['  Olá ', 'reply', 'Olá'],
    ['https://site.com/a//b', 'reply', 'https://site.com/a//b'],
    ['<https://site.com>', 'reply', '<https://site.com>'],
    ['Nota fiscal: segue', 'reply', 'Nota fiscal: segue'],
    ['notas: abc', 'reply', 'notas: abc'],
    ['oi // depois', 'reply', 'oi // depois'],
    ['oi <@U1>', 'reply', 'oi <@U1>'],
    ['‼️ Importante', 'reply', '‼️ Importante'],
    ['&gt; citado', 'reply', '&gt; citado'],
    ['<#C1|geral> oi', 'reply', '<#C1|geral> oi'],
    ['<!date^1^{date}|hoje> às 10', 'reply', '<!date^1^{date}|hoje> às 10'],
    ['***', 'reply', '***'],
    ['', 'empty', ''],
    [' \u200B\n', 'empty', ''],
    ['// segredo', 'note', 'segredo'],
    ['//segredo', 'note', 'segredo'],
    ['  \u200B// segredo', 'note', 'segredo'],
    ['\u00A0\u3000\u2028// x', 'note', 'x'],
    ['\u202E\u2066// x', 'note', 'x'],
    ['/\u200B/ x', 'note', 'x'],
    ['／／ x', 'note', 'x'],
    ['／/ x', 'note', 'x'],
    ['∕∕ x', 'note', 'x'],
    ['*// x*', 'note', 'x'],
    ['_*nota:* x_', 'note', 'x'],
    ['`// x`', 'note', 'x'],
    ['```// x```', 'note', 'x'],
    ['&gt; // x', 'note', 'x'],
    ['• // x', 'note', 'x'],
    ['nota: x', 'note', 'x'],
    ['NOTA : x', 'note', 'x'],
    ['Note:x', 'note', 'x'],
    ['ｎｏｔａ： x', 'note', 'x'],
    ['n\u200Bota: x', 'note', 'x'],
    [`nota${' '.repeat(500)}: x`, 'note', 'x'],
    ['<@U1> veja', 'note', '<@U1> veja'],
    ['*<@U1>* veja', 'note', '*<@U1>* veja'],
    ['<@U1|ana> veja', 'note', '<@U1|ana> veja'],
    ['<!here> veja', 'note', '<!here> veja'],
    ['<!subteam^S1|@n2> veja', 'note', '<!subteam^S1|@n2> veja'],
    ['@Ana veja', 'note', '@Ana veja'],
    ['&lt;@U1&gt; veja', 'note', '&lt;@U1&gt; veja'],
    ['<https://x.com|// x>', 'note', '<https://x.com|// x>'],
    ['&gt;&gt; oi', 'reply', '&gt;&gt; oi'],
  ])('%j is %s', (text, kind, body) => {
    expect(readReplyIntent({ text }, 'reply')).toEqual({ kind, body });
  });

  test.each([
    ['!n2 motivo longo', 'n2', 'motivo longo'],
    ['！N2', 'n2', ''],
    ['! n2: x', 'n2', 'x'],
    ['*!n2* x', 'n2', 'x'],
    ['!modelo boas-vindas', 'modelo', 'boas-vindas'],
    ['!boas_vindas', 'boas_vindas', ''],
    ['!!! Atenção', '!!', 'Atenção'],
    ['!', '', ''],
  ])('%j is keyword %j', (text, keyword, args) => {
    for (const mode of ['reply', 'explicit'] as const) expect(readReplyIntent({ text }, mode)).toMatchObject({ kind: 'keyword', keyword, args });
  });

  test('either of text and blocks is enough to keep it in', () => {
    expect(readReplyIntent({ text: 'oi', blocks: rich(t('// oi')) }, 'reply')).toEqual({ kind: 'note', body: 'oi' });
    expect(readReplyIntent({ text: '// oi', blocks: rich(t('oi')) }, 'reply')).toEqual({ kind: 'note', body: 'oi' });
    expect(readReplyIntent({ text: 'oi', blocks: rich({ type: 'user', user_id: 'U1' }, t(' oi')) }, 'reply').kind).toBe('note');
    expect(readReplyIntent({ text: 'oi', blocks: rich({ type: 'broadcast', range: 'here' }) }, 'reply').kind).toBe('note');
    expect(readReplyIntent({ text: 'oi', blocks: rich(t('/', { bold: true }), t('/ oi')) }, 'reply').kind).toBe('note');
    expect(readReplyIntent({ text: 'oi', blocks: rich(t('!n2')) }, 'reply').kind).toBe('keyword');
    expect(readReplyIntent({ text: '!n2', blocks: rich(t('// x')) }, 'reply').kind).toBe('note');
    expect(readReplyIntent({ text: '', blocks: rich(t('oi')) }, 'reply')).toEqual({ kind: 'reply', body: 'oi' });
    expect(readReplyIntent({ text: ':wave:', blocks: rich({ type: 'emoji', name: 'wave' }) }, 'reply').kind).toBe('reply');
    expect(readReplyIntent({ text: '', blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_list', elements: [{ type: 'rich_text_section', elements: [t('// x')] }] }] }] }, 'reply').kind).toBe('note');
  });
});

describe('readReplyIntent, mode explicit', () => {
  test.each([
    ['&gt;&gt; oi', undefined, 'reply', 'oi'],
    ['>> oi', undefined, 'reply', 'oi'],
    ['  &gt;&gt;oi', undefined, 'reply', 'oi'],
    ['&gt;&gt; oi\nsegunda', undefined, 'reply', 'oi\nsegunda'],
    ['&gt;&gt; oi', rich(t('>> oi')), 'reply', 'oi'],
    ['&gt; &gt; oi\n&gt; tudo', quote(t('> oi\ntudo')), 'reply', 'oi\ntudo'],
    ['&gt;&gt; oi', quote(t('oi')), 'reply', 'oi'],
    ['&gt;&gt; oi', rich(t('oi')), 'note', '&gt;&gt; oi'],
    ['&gt; oi', quote(t('oi')), 'note', '&gt; oi'],
    ['&gt;&gt;', undefined, 'empty', ''],
    ['oi', undefined, 'note', 'oi'],
    ['// oi', undefined, 'note', 'oi'],
    ['&gt;&gt; // oi', undefined, 'note', 'oi'],
    ['&gt;&gt; <@U1> oi', undefined, 'note', '&gt;&gt; <@U1> oi'],
    ['oi &gt;&gt; x', undefined, 'note', 'oi &gt;&gt; x'],
  ])('%j with %j is %s', (text, blocks, kind, body) => {
    expect(readReplyIntent({ text, ...(blocks ? { blocks } : {}) }, 'explicit')).toEqual({ kind, body });
  });
});

describe('the safety rule holds for everything', () => {
  const dressing = fc.array(fc.constantFrom(' ', '\t', '\n', '\u00A0', '\u2003', '\u3000', '\u2028', '\u200B', '\u200D', '\u2060', '\uFEFF', '\u202E', '\u2066', '\u00AD', '\u3164', '\u2800', '\uFE0F', '*', '_', '~', '`', '```', '>', '•'), { maxLength: 12 }).map((p) => p.join(''));
  const inside = fc.array(fc.constantFrom('', '', '', '\u200B', '\u2060', '*', '_'), { minLength: 1, maxLength: 2 }).map((p) => p.join(''));
  const spaces = fc.constantFrom('', ' ', '\u00A0  ', '\u200B ');
  const slash = fc.constantFrom('/', '／', '∕', '⁄');
  const wide = (word: string): fc.Arbitrary<string> => fc.array(fc.nat(2), { minLength: word.length, maxLength: word.length }).map((how) => [...word].map((c, i) => [c, c.toUpperCase(), String.fromCharCode(c.charCodeAt(0) + 0xfee0)][how[i] ?? 0] ?? c).join(''));
  const prefix = fc.oneof(
    fc.tuple(slash, inside, slash).map((p) => p.join('')),
    fc.tuple(fc.oneof(wide('nota'), wide('note')), inside, spaces, fc.constantFrom(':', '：', '﹕')).map((p) => p.join('')),
    fc.constantFrom('!', '！', '﹗', '!n2'),
  );
  const mention = fc.constantFrom('<@U123>', '<@U1|ana>', '<!here>', '<!channel>', '<!everyone|x>', '<!subteam^S1|@n2>', '<@W9>');
  const rest = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ maxLength: 30 }), fc.constant(''));
  const mode = fc.constantFrom('reply' as const, 'explicit' as const);
  const harmless = fc.constantFrom('Olá', '&gt;&gt; Olá', 'bom dia!');

  test('in the text, whatever the blocks say', () => {
    fc.assert(
      fc.property(dressing, fc.oneof(prefix, mention), rest, mode, fc.boolean(), harmless, (before, start, after, how, wire, other) => {
        const text = (wire ? escape(before) : before) + start + escape(after);
        for (const message of [{ text }, { text, blocks: rich(t(other)) }]) {
          expect(['note', 'keyword']).toContain(readReplyIntent(message, how).kind);
        }
      }),
      { numRuns: 8000 },
    );
  });

  test('in the blocks, whatever the text says', () => {
    fc.assert(
      fc.property(dressing, prefix, rest, mode, harmless, fc.nat(20), fc.boolean(), (before, start, after, how, text, at, quoted) => {
        const all = before + start + after;
        const elements = [t(all.slice(0, at), { bold: true }), t(all.slice(at))];
        expect(['note', 'keyword']).toContain(readReplyIntent({ text, blocks: quoted ? quote(...elements) : rich(...elements) }, how).kind);
      }),
      { numRuns: 5000 },
    );
  });

  test('in explicit mode nothing without >> is a reply; nothing throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.jsonValue(), (text, blocks) => {
        const intent = readReplyIntent({ text, blocks: blocks as unknown[] }, 'explicit');
        if (!/>/.test(text) && !text.includes('&gt;') && !JSON.stringify(blocks).includes('>')) expect(intent.kind).not.toBe('reply');
      }),
      { numRuns: 3000 },
    );
  });
});
