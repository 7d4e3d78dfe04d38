import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeProblems } from './containers/compose-problems.mjs';
import { dockerfileProblems } from './containers/dockerfile-problems.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [composeFile = join(root, 'docker-compose.yml'), dockerfile = join(root, 'Dockerfile')] = process.argv.slice(2);

const problems = [
  ...composeProblems(readFileSync(composeFile, 'utf8')).map((problem) => `${composeFile}: ${problem}`),
  ...dockerfileProblems(readFileSync(dockerfile, 'utf8')).map((problem) => `${dockerfile}: ${problem}`),
];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
