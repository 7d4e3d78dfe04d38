/**
 * Words by which a message shows that a machine wrote it: greetings and absence messages of WhatsApp Business, menus of
 * bots. Better to leave one person without a greeting than to talk to a machine all night.
 */
const PHRASES: RegExp[] = [
  /\bmensagem autom[aá]tica\b/i,
  /\bautomatic (?:message|reply)\b|\bauto-?reply\b/i,
  /\b(?:n[aã]o responda|do not reply)\b.{0,40}\b(?:mensagem|message|e-?mail)\b/i,
  /\b(?:assistente|atendente) virtual\b|\bvirtual assistant\b|\bsou (?:um|o) (?:rob[oô]|bot)\b/i,
  /\bagradece(?:mos)? (?:o seu|seu|pelo) contato\b/i,
  /\b(?:no momento|neste momento) n[aã]o (?:estamos|podemos|posso)\b.{0,60}\b(?:atend|dispon[ií]ve|respond)/i,
  /\bout of (?:the )?office\b|\bestou (?:de f[eé]rias|ausente)\b/i,
  /\bdigite (?:a op[cç][aã]o|o n[uú]mero|\d)\b.{0,80}\bpara\b/i,
  /^\s*(?:\d\s*[-–.)]\s*\S.{0,60}\n){2,}/m,
];

/** A person needs longer than this to read and answer what we just sent, ms. */
const FASTEST_PERSON_MS = 4000;

export interface Arrival {
  body: string;
  at: Date;
  /** Our last automatic message in this conversation. */
  lastAutomaticAt: Date | null;
  /** How often the very same words came in the last hour. */
  repeated: number;
}

/** Did a machine write it? Its words, an answer faster than anybody types, or the same words again and again. */
export function looksAutomatic({ body, at, lastAutomaticAt, repeated }: Arrival): boolean {
  if (PHRASES.some((phrase) => phrase.test(body))) return true;
  if (repeated >= 3 && body.trim().length > 12) return true;
  const since = lastAutomaticAt === null ? Infinity : at.getTime() - lastAutomaticAt.getTime();
  return since >= 0 && since < FASTEST_PERSON_MS && body.trim().length > 40;
}
