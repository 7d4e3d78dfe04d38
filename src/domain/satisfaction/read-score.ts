import { folded } from '../../kit/text/folded.js';
import { isCourtesy } from '../inbox/is-courtesy.js';
import { isComment } from './is-comment.js';

/** What an answer to "de 1 a 5" says; `comment`: its other words, when they say something. */
export type Reading = { is: 'score'; score: number; comment: string | null } | { is: 'out_of_range' };

const WORDS = ['zero', 'um', 'dois', 'tr[êe]s', 'quatro', 'cinco', 'seis', 'sete', 'oito', 'nove', 'dez'];
/** Longer texts are no score: what people rate with fits, and a comment would be too long to be taken unread. UTF-16 units. */
const LONGEST = 500;
const STAR = '[⭐🌟★]';
/** What may stand before the answer and says nothing: greetings, emoji, quotes. */
const BEFORE = `(?:(?:oi+|ol[áa]|bom dia|boa tarde|boa noite)(?:[\\s,.!;–-]+))?(?:(?!${STAR})\\p{Extended_Pictographic}|[\\u{1F3FB}-\\u{1F3FF}\\u200D\\s"“'(])*`;
const LEAD = '(?:(?:(?:a |minha |a minha )?(?:nota|avalia[çc][ãa]o)|(?:eu )?(?:dou|daria|vou dar|avalio)(?: com| em| como)?(?: a| uma)?(?: nota)?)(?: [ée])?\\s*[:=–-]?\\s*)';
const UNIT = `(?:\\s*/\\s*5(?!\\d)|\\s*/\\s*10(?!\\d)|\\s+de\\s+(?:5|cinco)(?![\\p{L}\\p{N}])|\\s*(?:estrelas?|pontos?)(?!\\p{L})|\\s*${STAR})*`;
const ANSWER = new RegExp(`^${BEFORE}(${LEAD})?(?:(?:${STAR}\\s*)?(\\d{1,4})(?!\\d)|(${WORDS.join('|')}|uma|duas)(?!\\p{L})|(${STAR}(?:\\s*${STAR})*))(${UNIT})`, 'iu');

const ENDS = /^(?:[\s.!…,;:()"”'–-]|\p{Extended_Pictographic}|[\u{1F3FB}-\u{1F3FF}\u200D])*$/u;
/** What divides a score from a comment. */
const DIVIDES = /^(?:[\s,;.!:…–-]|(?<=:)\)|\p{Extended_Pictographic}|[\u{1F3FB}-\u{1F3FF}\u200D])+/u;
/** Words that go on with a score without anything between. Without accents. */
const PRAISE = /^(?:otim[oa]|excelentes?|maravilhos[oa]|perfeit[oa]|pessim[oa]|ruim|horrivel|nota 10|muito (?:bom|boa|ruim)|com certeza|com louvor|sem duvida|para voces|pra voces|parabens|(?:muito )?obrigad[oa]|valeu)(?![a-z])/;
const REASON = /^(?:pel[oa]s?|porque|pois|para o atendimento|pra o atendimento|ao atendimento)(?![a-z])/;
/** "Um, dois, três": an enumeration. */
const NUMBER_FIRST = new RegExp(`^(?:\\d|(?:${WORDS.join('|')}|uma|duas)(?!\\p{L}))`, 'iu');
/** "1. Nome: Maria / 2. Idade: 80": a list, not a score. */
const LIST = /^\s*\d+\s*[.)\-–:].*\n\s*\d+\s*[.)\-–:]/s;

/**
 * Reads a score from what a customer answered: the whole text must be one ("5", "nota 5", "5/5", "cinco estrelas",
 * "⭐⭐⭐⭐", "5 👏"), or one that a mark, or a word that judges, divides from a comment ("5, atendimento ótimo!"). A number
 * that is part of a sentence ("5 pessoas precisam de ajuda", "moro no 4º andar", "4,5", "5:30") is none; neither is one
 * whose other words ask for something (is-comment.ts). Undefined: no score, a message like any other.
 */
export function readScore(text: string): Reading | undefined {
  if (text.length > LONGEST) return undefined;
  const plain = text.normalize('NFC').replace(/\u{1F51F}/gu, '10').replace(/(\d)\uFE0F?\u20E3/gu, '$1').replace(/[*_~`]|\uFE0F/g, '').trim();
  const found = ANSWER.exec(plain);
  if (!found || LIST.test(plain)) return undefined;
  const [head, lead, digits, word, stars, unit = ''] = found;
  const value = digits !== undefined ? Number(digits) : word !== undefined ? valueOf(word) : [...(stars ?? '').matchAll(new RegExp(STAR, 'gu'))].length + (unit.match(new RegExp(STAR, 'gu')) ?? []).length;
  if (unit.includes('10') && value !== 10) return undefined;
  const comment = commentIn(plain.slice(head.length), { lead: lead !== undefined, isWord: word !== undefined, isStars: stars !== undefined });
  if (comment === undefined) return undefined;
  if (value >= 1 && value <= 5) return { is: 'score', score: value, comment };
  return value <= 10 || lead !== undefined || stars !== undefined ? { is: 'out_of_range' } : undefined;
}

function valueOf(word: string): number {
  const plain = folded(word);
  if (plain === 'uma') return 1;
  return plain === 'duas' ? 2 : WORDS.findIndex((one) => new RegExp(`^${one}$`).test(plain));
}

/** The comment behind a score; null when nothing is said; undefined when what follows makes it no score at all. */
function commentIn(rest: string, score: { lead: boolean; isWord: boolean; isStars: boolean }): string | null | undefined {
  if (ENDS.test(rest)) return null;
  const divided = DIVIDES.exec(rest)?.[0] ?? '';
  const comment = rest.slice(divided.length).trim();
  const goesOn = folded(comment);
  const follows = /^\s/.test(rest) && ((!score.isWord && PRAISE.test(goesOn)) || (score.lead && (REASON.test(goesOn) || PRAISE.test(goesOn))) || score.isStars);
  if (divided.trim() === '' && !divided.includes('\n') && !follows) return undefined;
  if (isCourtesy(comment)) return null;
  return isComment(comment) && !NUMBER_FIRST.test(comment) ? comment : undefined;
}
