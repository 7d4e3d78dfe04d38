/**
 * Lines in a box, as wide as the longest. Lines are plain text; each character is taken as one column wide.
 * @param {string[]} lines
 */
export function box(lines) {
  const width = Math.max(...lines.map((line) => [...line].length));
  const rule = '─'.repeat(width + 4);
  return [`┌${rule}┐`, ...lines.map((line) => `│  ${line}${' '.repeat(width - [...line].length)}  │`), `└${rule}┘`].join('\n');
}
