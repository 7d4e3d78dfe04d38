/** A text without accents, case and doubled space, lines joined: how people's spellings are compared. Marks and emoji stay. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
