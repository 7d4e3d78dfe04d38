/** Pages of docs/ that are made from the code: name → its text, given the repository's folder. */
export const PAGES: Record<string, (root: string) => string>;
