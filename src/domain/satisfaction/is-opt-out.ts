import { folded } from '../../kit/text/folded.js';

const SURVEYS = '(?:(?:as |a |essas? |estas? |nenhuma )?(?:pesquisas?|avaliacoes|avaliacao)(?: de satisfacao)?)';
const SAYINGS = [
  'sair', 'parar', 'pare', 'stop', 'descadastrar', 'remover', `(?:sair|cancelar|parar)(?: d| com)? ?${SURVEYS}`,
  `nao quero (?:mais )?(?:receber )?(?:mais )?${SURVEYS}(?: mais)?`, `nao (?:me )?(?:enviem?|mandem?) mais ${SURVEYS}`, `parem? de (?:me )?(?:enviar|mandar) ${SURVEYS}`,
];
const OPT_OUT = new RegExp(`^(?:por favor )?(?:${SAYINGS.join('|')})(?: por favor)?(?: (?:muito )?obrigad[oa])?$`);

/** Does the customer ask for no more surveys? The word alone ("sair", "parar") or a sentence that says so, nothing beside it. */
export function isOptOut(text: string): boolean {
  return OPT_OUT.test(folded(folded(text).replace(/[.,;!:"'*_~-]/g, ' ')));
}
