/** Longest file name we keep and hand on, characters. */
export const LONGEST_NAME = 120;

const EXTENSION = /\.([a-z0-9]{1,8})$/i;
/** Controls, format characters (bidi, zero width, tags), lone surrogates, and what some system reads as a path or pattern. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"|?*]/gu;

/** `pdf` of `conta.PDF`; '' when there is none that is safe. */
export function extensionOf(fileName: string): string {
  return EXTENSION.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

/**
 * A file name that is only a name: its last path part, no control, bidi or invisible character, not hidden, at most
 * LONGEST_NAME characters with its ending kept. Idempotent.
 * @param fallback used when nothing of the name is left
 */
export function safeFileName(fileName: string, fallback: string): string {
  const last = fileName.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/\s+/gu, ' ').replace(UNSAFE, '').replace(/\s+/gu, ' ').replace(/^[.\s]+|[.\s]+$/gu, '');
  if (plain === '') return fallback;
  const characters = [...plain];
  if (characters.length <= LONGEST_NAME) return plain;
  const ending = EXTENSION.exec(plain)?.[0] ?? '';
  return characters.slice(0, LONGEST_NAME - ending.length).join('').replace(/[.\s]+$/u, '') + ending;
}
