import { folded } from '../../kit/text/folded.js';

const THANKS =
  '(?:(?:muito|muitissimo|mto|mt|super|desde ja|mais uma vez|entao|nao) )*(?:obrigad[oa]s?|brigad[oa]|obrigadao|brigadao|obg|obgd[oa]?|agradecid[oa]|grat[oa]|gratidao|agradeco|valeu|vlw)' +
  '(?: (?:mesmo|demais|muito|viu|de coracao|por tudo|de novo|mais uma vez|sempre|a todos|a voces|a voce|gente|pessoal))*' +
  '(?:(?: e)? pel[oa]s? (?:sua |seu )?(?:ajuda|atencao|atendimento|carinho|informacao|informacoes|retorno|resposta|paciencia|cuidado|gentileza|rapidez))*';
/** What is polite and asks for nothing. */
const KIND = [
  THANKS, 'ok(?:ay)?', 'blz', 'beleza', 'certo', 'ta (?:bom|bem|certo|otimo)', 'esta (?:bem|bom|certo|otimo)', 'combinado', 'perfeito', 'otimo', 'show(?: de bola)?', 'joia', 'maravilha', 'legal', 'entendi', 'entendido',
  'de nada', 'por nada', 'imagina', 'disponha', 'igualmente', 'parabens', 'ate (?:mais|logo|breve|a proxima)', 'tchau', 'amem',
  '(?:que )?deus (?:te |os |lhe |vos |as )?abencoe(?: (?:voce|voces|vcs|a todos|sempre|grandemente|muito))*', 'fi(?:ca|que|quem) com deus',
  '(?:um |uns |grande )?abracos?', 'abs', '(?:um )?beijos?', 'bjs?', 'bo(?:m|a) (?:final de semana|fim de semana|semana|descanso|trabalho)', 'voces sao (?:otimos|otimas|maravilhosos|maravilhosas|demais|incriveis)',
];
/** What may stand beside it, and alone would begin a conversation. */
const BESIDE = ['bo(?:m|a) (?:dia|tarde|noite)', 'e', 'por tudo', 'muito', 'a todos', 'pra (?:voce|voces|vcs)', 'para (?:voce|voces|vcs)', 'ai', 'entao', 'senhora?', 'querid[oa]s?', 'pessoal', 'gente'];

const whole = (phrases: string[]) => new RegExp(`(?:${phrases.join('|')})(?: |$)`, 'y');
const KIND_PHRASE = whole(KIND);
const BESIDE_PHRASE = whole(BESIDE);
const KIND_EMOJI = /(?:[👍👌🙏🙌👏🤝🤗😊☺🙂😀😃😄😁😉🥰😍😘❤♥💙💚💛🧡💜🤍💕💖💗🌹🌷🌸🌻💐✨✅👋🫶🎉]|\p{Emoji_Modifier}|\uFE0F|\u200D)/gu;
const LONGEST = 200;

/**
 * Is this a mere courtesy ("obrigada!", "👍", "ok, Deus abençoe"), which asks for nothing? A closed vocabulary: every word
 * must belong to a polite phrase, and one unknown word, digit, question mark or other emoji makes it a message like any
 * other. So what this rule does not know is answered by a person, never the other way round.
 * @param names whom the customer may address: "Obrigada, Ana!"
 */
export function isCourtesy(text: string, names: readonly string[] = []): boolean {
  if (text.length > LONGEST) return false;
  const bare = folded(text.replace(KIND_EMOJI, ' '));
  const hasEmoji = text.replace(/[\s\uFE0F\u200D]/g, '') !== '' && text.replace(KIND_EMOJI, '') !== text;
  const words = folded(bare.replace(/[.,;!…:()"'*_~-]/g, ' '));
  if (words === '') return hasEmoji;
  const called = new Set(names.map(folded));
  let kind = false;
  for (let at = 0; at < words.length; ) {
    const rest = words.slice(at);
    const phrase = matchAt(KIND_PHRASE, words, at);
    kind ||= phrase > 0;
    const step = phrase || matchAt(BESIDE_PHRASE, words, at) || nameLength(rest, called);
    if (step === 0) return false;
    at += step;
  }
  return kind;
}

function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function nameLength(rest: string, names: Set<string>): number {
  const [word = ''] = rest.split(' ');
  return names.has(word) ? word.length + 1 : 0;
}
