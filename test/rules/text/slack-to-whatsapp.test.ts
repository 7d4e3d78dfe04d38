import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JOINT as J } from '../../../src/kit/text/invisible.js';
import { isBlankText, slackToWhatsapp, userIdsIn } from '../../../src/kit/text/slack-to-whatsapp.js';

const names = {
  user: (id: string) => ({ U1: 'Ana', U2: '@Beto' })[id],
  channel: (id: string) => ({ C1: 'geral' })[id],
  group: (id: string) => ({ S1: 'suporte' })[id],
};
const t = (text: string, ...styles: string[]): object => ({ type: 'text', text, ...(styles.length ? { style: Object.fromEntries(styles.map((s) => [s, true])) } : {}) });
const section = (...elements: object[]): object => ({ type: 'rich_text_section', elements });
const rich = (...elements: object[]): { text: string; blocks: unknown[] } => ({ text: 'texto de reserva', blocks: [{ type: 'rich_text', elements }] });
const list = (style: string, items: string[], more: object = {}): object => ({ type: 'rich_text_list', style, elements: items.map((i) => section(t(i))), ...more });
const said = (...elements: object[]): string => slackToWhatsapp(rich(section(...elements)), names);

describe('slackToWhatsapp from mrkdwn', () => {
  test.each([
    ['*b* _i_ ~s~ `c`', '*b* _i_ ~s~ `c`'],
    ['a &amp; b &lt;c&gt; &amp;lt;', 'a & b <c> &lt;'],
    ['<https://a.com|site>', 'site: https://a.com'],
    ['<https://a.com>', 'https://a.com'],
    ['<http://a.com|a.com>', 'a.com'],
    ['<https://a.com/?x=1&amp;y=2>', 'https://a.com/?x=1&y=2'],
    ['<mailto:a@b.com|a@b.com>', 'a@b.com'],
    ['<mailto:a@b.com>', 'a@b.com'],
    ['<tel:+5511999998888|(11) 99999-8888>', '(11) 99999-8888: +5511999998888'],
    ['<tel:+5511999998888|+55 11 99999-8888>', '+55 11 99999-8888'],
    ['fale com <@U1> e <@U2> e <@U9|zé> e <@U8>', 'fale com @Ana e @Beto e @zé e @U8'],
    ['<#C1> <#C2|vendas> <!subteam^S1> <!subteam^S2|@n2>', '#geral #vendas @suporte @n2'],
    ['oi <!here> gente <!channel|@channel>', 'oi gente'],
    ['em <!date^1392734382^{date}|18/02/2014>', 'em 18/02/2014'],
    [':wave: :+1::skin-tone-3: :thumbsup: :flag-br:', '👋 👍🏼 👍 🇧🇷'],
    [':wave::skin-tone-5: :parrot-da-casa: 10:30:45', '👋🏾 :parrot-da-casa: 10:30:45'],
    ['`:wave:` ```a &lt; b```', '`:wave:` ```a < b```'],
    ['• um\n    ◦ dois', '- um\n  - dois'],
    ['&gt;citado\nnão', '> citado\nnão'],
    ['&gt;&gt;&gt; um\ndois', '> um\n> dois'],
    ['veja https://a.com/:wave:/?a=1&amp;b=2', 'veja https://a.com/:wave:/?a=1&b=2'],
    ['2*3*4', '2*3*4'],
    ['', ''],
  ])('%j', (text, whatsapp) => {
    expect(slackToWhatsapp({ text }, names)).toBe(whatsapp);
  });
});

describe('slackToWhatsapp from rich_text', () => {
  test.each([
    ['plain', [t('oi')], 'oi'],
    ['each style', [t('a', 'bold'), t(' '), t('b', 'italic'), t(' '), t('c', 'strike'), t(' '), t('d', 'code')], '*a* _b_ ~c~ `d`'],
    ['all styles, fixed order', [t('x', 'strike', 'italic', 'bold')], '*_~x~_*'],
    ['spaces move out', [t('oi'), t(' negrito ', 'bold'), t('fim')], 'oi *negrito* fim'],
    ['each line its own', [t('a\nb', 'bold')], '*a*\n*b*'],
    ['same neighbours merge', [t('a', 'bold'), t('b', 'bold')], '*ab*'],
    ['nested shares the outer pair', [t('a ', 'bold'), t('b', 'bold', 'italic'), t(' c', 'bold')], '*a _b_ c*'],
    ['a space between is shared', [t('a', 'bold'), t(' '), t('b', 'bold')], '*a b*'],
    ['nothing to see, no style', [t('   ', 'bold'), t('x')], '   x'],
    ['inside a word', [t('Ca', 'bold'), t('sa')], `*Ca*${J}sa`],
    ['before a word ends', [t('re'), t('ler', 'italic')], `re${J}_ler_`],
    ['code with a backtick', [t('a`b', 'code')], '```a`b```'],
    ['literal pair stays literal', [t('diga *oi* já')], `diga *${J}oi* já`],
    ['literal that is none stays', [t('2*3*4 snake_case_x ~/a')], '2*3*4 snake_case_x ~/a'],
    ['literal pair in an address stays', [{ type: 'link', url: 'https://x.com/_a_/' }], 'https://x.com/_a_/'],
    ['literal marker meets ours', [t('*'), t('x', 'bold')], `*${J}*x*`],
    ['literal quote', [t('> x')], `${J}> x`],
    ['literal fence', [t('```x```')], `\`\`${J}\`x\`\`${J}\``],
    ['link with label', [{ type: 'link', url: 'https://a.com', text: 'site', style: { bold: true } }], '*site*: https://a.com'],
    ['link without', [{ type: 'link', url: 'https://a.com' }], 'https://a.com'],
    ['emoji by code points', [{ type: 'emoji', name: 'x', unicode: '1f468-200d-2695-fe0f' }], '👨‍⚕️'],
    ['emoji by name', [{ type: 'emoji', name: 'wave::skin-tone-2' }], '👋🏻'],
    ['emoji with tone apart', [{ type: 'emoji', name: 'wave', unicode: '1f44b', skin_tone: 6 }], '👋🏿'],
    ['own emoji', [{ type: 'emoji', name: 'carinho' }], ':carinho:'],
    ['bad code points', [{ type: 'emoji', name: 'wave', unicode: 'ffffff-zz' }], '👋'],
    ['people and places', [{ type: 'user', user_id: 'U1' }, t(' '), { type: 'channel', channel_id: 'C1' }, t(' '), { type: 'usergroup', usergroup_id: 'S1' }], '@Ana #geral @suporte'],
    ['broadcast', [t('oi '), { type: 'broadcast', range: 'here' }, t(' gente')], 'oi gente'],
    ['date', [{ type: 'date', timestamp: 0, format: '{date}', fallback: '1/1/1970' }], '1/1/1970'],
    ['date without fallback', [{ type: 'date', timestamp: 0, format: '{date}' }], '1970-01-01 00:00 UTC'],
    ['colour', [{ type: 'color', value: '#FF0000' }], '#FF0000'],
    ['unknown element', [{ type: 'novo', text: 'algo' }], 'algo'],
    ['invisible leftovers of ours', [t(`10:\u206030`)], '10:30'],
  ])('%s', (_, elements, whatsapp) => {
    expect(said(...elements)).toBe(whatsapp);
  });

  test.each([
    ['bullets', [list('bullet', ['um', 'dois'])], '- um\n- dois'],
    ['ordered with offset', [list('ordered', ['um', 'dois'], { offset: 4 })], '5. um\n6. dois'],
    ['nested', [list('bullet', ['a']), list('bullet', ['b'], { indent: 1 }), list('ordered', ['c'], { indent: 2 })], '- a\n  - b\n    1. c'],
    ['item of two lines', [list('bullet', ['a\nb'])], '- a\n  b'],
    ['list in a quote', [list('bullet', ['a'], { border: 1 })], '> - a'],
    ['quote', [{ type: 'rich_text_quote', elements: [t('a\n\nb', 'bold')] }], '> *a*\n\n> *b*'],
    ['code block', [{ type: 'rich_text_preformatted', elements: [t('a < b\n *c*')] }], '```a < b\n *c*```'],
    ['text then list', [section(t('veja:\n')), list('bullet', ['a']), section(t('fim'))], 'veja:\n- a\nfim'],
  ])('%s', (_, elements, whatsapp) => {
    expect(slackToWhatsapp(rich(...elements), names)).toBe(whatsapp);
  });

  test('falls back to the text when there is no rich_text or it shows nothing', () => {
    expect(slackToWhatsapp({ text: 'oi', blocks: [{ type: 'section' }] }, names)).toBe('oi');
    expect(slackToWhatsapp({ text: 'oi', blocks: [{ type: 'rich_text', elements: [section(t('  '))] }] }, names)).toBe('oi');
  });
});

describe('around it', () => {
  test('userIdsIn finds each once, in blocks and text', () => {
    const message = { text: '<@U9|z> <@U1>', blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_list', elements: [section({ type: 'user', user_id: 'U1' }, { type: 'user', user_id: 'U2' })] }] }] };
    expect(userIdsIn(message)).toEqual(['U1', 'U2', 'U9']);
  });

  test.each([['', true], [' \n\u00A0\u3000', true], ['\u200B\u2060\uFEFF\u00AD', true], ['\u2800\u3164\uFE0F', true], ['a', false], ['*', false], ['😀', false], ['\u0301', false]])('isBlankText(%j) is %s', (s, blank) => {
    expect(isBlankText(s)).toBe(blank);
  });

  const node = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue(),
      fc.record(
        {
          type: fc.oneof(fc.constantFrom('rich_text', 'rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted', 'text', 'link', 'emoji', 'user', 'channel', 'usergroup', 'broadcast', 'date', 'color'), fc.jsonValue()),
          elements: fc.oneof(fc.array(tie('node'), { maxLength: 4 }), fc.jsonValue()),
          text: fc.oneof(fc.string(), fc.jsonValue()), url: fc.oneof(fc.webUrl(), fc.jsonValue()), name: fc.oneof(fc.string(), fc.jsonValue()), unicode: fc.oneof(fc.string(), fc.jsonValue()),
          style: fc.oneof(fc.record({ bold: fc.boolean(), italic: fc.boolean(), code: fc.boolean() }), fc.constant('ordered'), fc.jsonValue()),
          indent: fc.oneof(fc.double(), fc.jsonValue()), offset: fc.oneof(fc.double(), fc.jsonValue()), timestamp: fc.oneof(fc.double(), fc.jsonValue()), skin_tone: fc.double(), user_id: fc.jsonValue(),
        },
        { requiredKeys: ['type'] },
      ),
    ),
  })).node;

  test('never throws on arbitrary blocks', () => {
    fc.assert(
      fc.property(fc.array(node, { maxLength: 4 }), fc.anything(), (blocks, text) => {
        const message = { text, blocks } as { text: string; blocks: unknown[] };
        expect(typeof slackToWhatsapp(message, names)).toBe('string');
        expect(userIdsIn(message).every((id) => typeof id === 'string')).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('styled text keeps every letter and never spans a line or touches a space', () => {
    const run = fc.record({ type: fc.constant('text'), text: fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'é', '.', '2'), maxLength: 8 }), style: fc.record({ bold: fc.boolean(), italic: fc.boolean(), strike: fc.boolean() }) });
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 6 }), (runs) => {
        const out = slackToWhatsapp({ text: '', blocks: [{ type: 'rich_text', elements: [section(...runs)] }] }, names);
        expect(out.replace(/[^abé.2]/g, '')).toBe(runs.map((r) => r.text).join('').replace(/[^abé.2]/g, ''));
        for (const line of out.split('\n')) for (const m of ['*', '_', '~']) expect((line.split(m).length - 1) % 2).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });
});
