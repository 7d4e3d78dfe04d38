/** Shorter words of ours occur in anybody's sentences, characters. */
const SHORTEST = 4;

/**
 * An answer that quotes our call back would take our token and people's names into errors, logs and alerts: what we said
 * ourselves is blanked out of it, as it stands and as JSON may write it (`\"`, `\/`, `\u00e3`), in whatever case.
 * @param body the JSON we sent
 */
export function blankOurs(text: string, body: string, secret: string | undefined): string {
  const words = [...(secret ? [secret] : []), ...leavesOf(JSON.parse(body)).filter((leaf) => leaf.length >= SHORTEST)];
  const forms = new Set(words.flatMap(writtenForms));
  if (forms.size === 0) return text;
  // The longest first: a part of it must not leave the rest standing.
  const anyOfThem = [...forms].sort((a, b) => b.length - a.length).map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return text.replace(new RegExp(anyOfThem.join('|'), 'gi'), '•••');
}

function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}

function writtenForms(word: string): string[] {
  const json = JSON.stringify(word).slice(1, -1);
  const ascii = json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [word, json, ascii].flatMap((form) => [form, form.replaceAll('/', '\\/')]);
}
