import { folded } from '../../kit/text/folded.js';

const LONGEST = 300;
/** Words of somebody who wants something done or answered. Without accents and case. */
const ASKS = new RegExp(
  `(?<![a-z])(?:${[
    'precis[a-z]*', 'quer(?:o|ia|emos|iamos)', 'gostaria[a-z]*', 'necessit[a-z]*', 'pode(?:m|ria|riam)?', 'consegu[a-z]*', 'quando', 'quant[oa]s?', 'qual', 'quais', 'onde', 'como (?:faco|fazer|fica|posso|funciona)', 'tem como', 'sera que',
    'me (?:ajud|lig|mand|envi|respond|avis|retorn|pass)[a-z]*', 'ajudem', 'socorro', 'urgen[a-z]*', 'emergencia', 'caiu', 'queda', 'hospital', 'internad[oa]', 'internacao', 'dor', 'dores', 'sangr[a-z]*', 'febre', 'falta de ar', 'samu', 'passando mal', 'passou mal', 'desmai[a-z]*', 'convuls[a-z]*', 'morreu', 'faleceu',
    'cancel[a-z]*', 'contrat[a-z]*', 'proposta', 'orcamento', 'precos?', 'valor', 'pagamento', 'boleto', 'nota fiscal', 'pix', 'cobranca', 'reembolso', 'agend[a-z]*', 'marcar', 'remarcar', 'horarios?', 'hoje', 'amanha', 'agora', 'semana que vem', 'proxim[oa]s?',
    'lig(?:a|ar|ue|uem)', 'retorn(?:a|ar|e|em|o)', 'aguardo', 'aguardando', 'esperando', 'mand(?:a|ar|e|em)', 'envi(?:a|ar|e|em)', 'outra? (?:coisa|cuidador|cuidadora|pessoa|paciente)', 'mais um(?:a)?', 'duvidas?', 'por favor', 'reclamac[a-z]*', 'falar com', 'atendente', 'supervisor[a]?', 'nao (?:veio|chegou|apareceu|vieram)',
  ].join('|')})(?![a-z])`,
);

/**
 * Are these words safe to take as a survey's comment? Only what asks for nothing: short, no question, no number or address
 * that somebody may have to act on, none of the words of a request. When in doubt it is no comment, and the message opens
 * or reopens a conversation like any other: a comment that a person reads twice costs less than a request nobody reads.
 */
export function isComment(text: string): boolean {
  const words = folded(text);
  if (text.length > LONGEST || !/\p{L}/u.test(words)) return false;
  if (/[?？]|https?:|www\.|@/.test(words)) return false;
  return !/\d/.test(words.replace(/(?<!\d)(?:nota )?(?:10|100 ?%|1000)(?![\d%])/g, '')) && !ASKS.test(words);
}
