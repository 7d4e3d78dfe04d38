/** docs/permissions.md, given the repository's folder. */
export function permissionsPage(root: string): string;
/** Every deed about a conversation with the names of the rules that allow it, from the text of permissions.ts. */
export function permissionsOf(source: string): { deed: string; rules: string[] }[];
/** May somebody of this role do it with a conversation of this relation? As the page says. */
export function pageAllows(rules: string[], role: string, relation: 'owner' | 'unowned' | 'not owner'): boolean;
