const LONE_SURROGATE = /\p{Cs}/gu;
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F]/g;
const HAS_BIDI = /[\u202A-\u202E\u2066-\u2069]/;
const PDF = '\u202C';
const PDI = '\u2069';

/**
 * Text safe to store and to show: well-formed UTF-16 (a lone surrogate becomes U+FFFD), line ends as `\n`,
 * no C0 control but `\n` and `\t` (DEL goes too), and on each line every bidi embedding, override and
 * isolate closed, so that one message cannot turn round those below it. A closing control that closes
 * nothing has no effect of its own and is dropped. Right-to-left text itself is left alone. Idempotent.
 */
export function cleanText(s: string): string {
  const text = s.replace(LONE_SURROGATE, '\uFFFD').replace(/\r\n?/g, '\n').replace(CONTROLS, '');
  return HAS_BIDI.test(text) ? text.split('\n').map(closeBidi).join('\n') : text;
}

/** Unicode bidi rules (UAX #9, BD9–BD11): a PDI also ends the embeddings opened inside its isolate. */
function closeBidi(line: string): string {
  const open: string[] = [];
  let isolates = 0;
  let out = '';
  for (const char of line) {
    if (char === PDF) {
      if (open.at(-1) !== PDF) continue;
      open.pop();
    } else if (char === PDI) {
      if (isolates === 0) continue;
      while (open.pop() !== PDI) out += PDF;
      isolates -= 1;
    } else if (char >= '\u202A' && char <= '\u202E') {
      open.push(PDF);
    } else if (char >= '\u2066' && char <= '\u2068') {
      open.push(PDI);
      isolates += 1;
    }
    out += char;
  }
  return out + open.reverse().join('');
}
