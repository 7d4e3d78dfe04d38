import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanText } from '../../../src/kit/text/clean.js';
import { JOINT as J, STOP as S, dropOurInvisibles } from '../../../src/kit/text/invisible.js';
import { slackToWhatsapp } from '../../../src/kit/text/slack-to-whatsapp.js';
import { whatsappToSlack } from '../../../src/kit/text/whatsapp-to-slack.js';

const pieces = ['*', '_', '~', '`', '```', '>', '<', '&', '<!channel>', '<@U123>', '<#C1|x>', '<http://a.b|c>', '&lt;', '&amp;', ':smile:', ':', '@here', '@', '\n', ' ', '- ', '* ', '1. ', '> ', 'oi', 'São', '2', '😀', '👨‍👩‍👧', 'שלום', '＞', '＊', 'https://x.com/a_b_c?d=1&e=2', '\u202E', J, S];
const markup = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 80 }), markup);
const unescape = (s: string): string => s.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const words = (s: string): string[] => s.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
const nobody = { user: () => undefined };

describe('whatsappToSlack', () => {
  test.each([
    ['Olá, tudo bem?', 'Olá, tudo bem?'],
    ['*negrito* _itálico_ ~riscado~', '*negrito* _itálico_ ~riscado~'],
    ['`código` e ```bloco```', '`código` e ```bloco```'],
    ['```linha 1\nlinha 2```', '```linha 1\nlinha 2```'],
    ['*_ambos_*', '*_ambos_*'],
    ['2*3*4', '2*3*4'],
    ['snake_case_name', 'snake_case_name'],
    ['cd ~/dir e ~/outro', 'cd ~/dir e ~/outro'],
    ['R$ 5 ~ 6', 'R$ 5 ~ 6'],
    ['a * b * c', 'a * b * c'],
    ['**dois**', `*${S}*${S}dois**`],
    ['<!channel> <@U123> <#C1> <http://x|y>', `&lt;!channel&gt; &lt;@${S}U123&gt; &lt;#C1&gt; &lt;http://x|y&gt;`],
    ['a & b &amp; c', 'a &amp; b &amp;amp; c'],
    ['@here @channel @everyone', `@${S}here @${S}channel @${S}everyone`],
    ['_@here_ (@todos)', `_@${S}here_ (@${S}todos)`],
    ['maria@exemplo.com.br', 'maria@exemplo.com.br'],
    [':smile:', `:${S}smile:`],
    ['10:30:45', `10:${S}30:45`],
    [':a:b:', `:${S}a:${S}b:`],
    ['Horário: 10:30', 'Horário: 10:30'],
    ['> citado', '&gt; citado'],
    ['>sem espaço', `${S}&gt;sem espaço`],
    ['>>> tudo', `${S}&gt;&gt;&gt; tudo`],
    ['＞ largo', `${S}＞ largo`],
    ['  > recuado', `  ${S}&gt; recuado`],
    ['1 > 0 e 0 < 1', '1 &gt; 0 e 0 &lt; 1'],
    ['- um\n* dois\n1. três', '• um\n• dois\n1. três'],
    ['-5 graus', '-5 graus'],
    ['* *forte*', '• *forte*'],
    ['https://x.com/_a_/?b=1&c=:d:', 'https://x.com/_a_/?b=1&amp;c=:d:'],
    ['veja *https://x.com/a_b*', 'veja *https://x.com/a_b*'],
    ['¿*oi*?', `¿${J}*oi*?`],
    ['“*oi*”', `“${J}*oi*${J}”`],
    ['*oi*😀', `*oi*${J}😀`],
    ['*a _b* c_', `*a ${S}_${S}b* c_`],
    ['```aberto', `${S}\`${S}${S}\`${S}\`aberto`],
    ['``` ```', expect.not.stringContaining('```')],
    ['x```y```', `x${J}\`\`\`y\`\`\``],
    ['＊oi＊', `${S}＊${S}oi＊`],
    ['_______', '_______'],
    ['👨‍👩‍👧 e 👍🏽', '👨‍👩‍👧 e 👍🏽'],
    ['a\r\nb\0', 'a\nb'],
    ['\u202Eabc', '\u202Eabc\u202C'],
  ])('%j', (text, slack) => {
    expect(whatsappToSlack(text)).toEqual(slack);
  });

  test('never lets markup of the customer act, and loses nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const slack = whatsappToSlack(text);
        expect(slack).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
        expect(slack).not.toMatch(/<[!@#]/);
        expect(slack.replace(/```[^]*?```|`[^`\n]+`|https?:\S+|www\.\S+/g, '')).not.toMatch(/(?<![\p{L}\p{N}\p{M}])@(here|channel|everyone)/u);
        const bullets = (s: string): string => s.replace(/^[-*•] /gm, '• ');
        expect(bullets(dropOurInvisibles(unescape(slack)))).toBe(bullets(dropOurInvisibles(cleanText(text))));
      }),
      { numRuns: 4000 },
    );
  });

  test('no emoji name survives outside code and addresses', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(':', 'a', '+1', '30', ' ', '_', '*'), { maxLength: 20 }), (parts) => {
        expect(whatsappToSlack(parts.join(''))).not.toMatch(/:[\p{L}\p{N}_+'-]+:/u);
      }),
      { numRuns: 2000 },
    );
  });

  test('comes back from Slack with every word', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const back = slackToWhatsapp({ text: whatsappToSlack(text) }, nobody);
        expect(words(back)).toEqual(words(dropOurInvisibles(cleanText(text))));
      }),
      { numRuns: 4000 },
    );
  });

  test.each(['*a ', '_x* ', '`', '```', ':a', '@a<', '> ', '* '])('500,000 characters of %j come to an end (quadratic work would meet the time limit)', (unit) => {
    const text = unit.repeat(Math.ceil(500_000 / unit.length));
    const shown = whatsappToSlack(text);
    expect(shown).not.toMatch(/<[!@#]/);
    expect(slackToWhatsapp({ text: shown }, nobody).length).toBeGreaterThan(0);
  });
});
