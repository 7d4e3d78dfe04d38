/** Keeps country and area code and the last four digits: 5511•••••7777. */
export function maskPhone(phone: string | null | undefined): string {
  const digits = (phone ?? '').replace(/\D/g, '');
  if (digits.length < 8) return '•'.repeat(digits.length || 4);
  return `${digits.slice(0, -9)}•••••${digits.slice(-4)}`;
}

/** A Brazilian phone for people's eyes, the middle hidden: (11) •••••-7777. Others keep the country code. */
export function displayMaskedPhone(phone: string | null | undefined): string {
  const digits = (phone ?? '').replace(/\D/g, '');
  if (digits.length < 8) return '•••••';
  const brazilian = /^55(\d{2})\d{8,9}$/.exec(digits);
  return brazilian ? `(${brazilian[1]}) •••••-${digits.slice(-4)}` : `+${digits.slice(0, 2)} •••••${digits.slice(-4)}`;
}

/** Bounded, as addresses are (RFC 5321): unbounded it would take minutes over a long text without an @. */
const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g;
const CPF = /(?<!\d)\d{3}\.?\d{3}\.?\d{3}-?\d{2}(?!\d)/g;
const PHONE = /(?<!\d)\+?(?:55[\s-]?)?\(?\d{2}\)?[\s-]?9?\d{4}[\s-]?\d{4}(?!\d)/g;
/** A phone of another country, a lid, a document: whatever it is, it names somebody. */
const LONG_NUMBER = /\d{8,}/g;
const TOKEN_IN_PATH = /\/token\/[^/\s"]+/g;
const SLACK_TOKEN = /\bxox[a-z]-[\w-]+|\bxapp-[\w-]+/g;
const BEARER = /\bBearer\s+\S+/gi;
const CREDENTIALS_IN_URL = /:\/\/[^:/\s@]+:[^@/\s]+@/g;
const NOT_ALLOWED_ECHO = /Client-Token \S+ not allowed/g;

/** Hides e-mails, CPFs, phones, numbers of eight digits or more, and secrets in a free text that is about to be logged or stored as an error. */
export function maskText(text: string): string {
  return text
    .replace(TOKEN_IN_PATH, '/token/***')
    .replace(SLACK_TOKEN, 'xox-***')
    .replace(BEARER, 'Bearer ***')
    .replace(CREDENTIALS_IN_URL, '://***@')
    .replace(NOT_ALLOWED_ECHO, 'Client-Token *** not allowed')
    .replace(EMAIL, '•••@•••')
    .replace(CPF, '•••CPF•••')
    .replace(PHONE, '•••phone•••')
    .replace(LONG_NUMBER, '•••number•••');
}

const CEP = /(?<!\d)\d{5}-\d{3}(?!\d)/g;
/** A phone without its area code; the hyphen or the leading 9 tells it from any other number of eight digits. */
const LOCAL_PHONE = /(?<!\d)9?\d{4}-\d{4}(?!\d)|(?<!\d)9\d{4}\s?\d{4}(?!\d)/g;

/** Hides e-mails, CPFs, postcodes, phones and other long numbers in a customer's words, where people see them without having asked (cards, alerts, lists). */
export function hideInWords(text: string): string {
  return text.replace(EMAIL, '•••@•••').replace(CPF, '•••••').replace(PHONE, '•••••').replace(CEP, '•••••').replace(LOCAL_PHONE, '•••••').replace(LONG_NUMBER, '•••••');
}
