/** What is wrong with a Dockerfile, one sentence each; none when it is good. */
export function dockerfileProblems(source: string): string[];
