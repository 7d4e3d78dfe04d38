/** What is wrong with a Compose file (YAML), one sentence each; none when it is good. */
export function composeProblems(source: string, options?: { scalable?: string[] }): string[];
