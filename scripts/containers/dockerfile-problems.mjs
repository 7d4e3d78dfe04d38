import dockerfilelint from 'dockerfilelint';

/**
 * What is wrong with a Dockerfile, one sentence each; none when it is good. Beside dockerfilelint's rules: several
 * stages, fixed tags, an ordinary user at the end, a healthcheck.
 * @param {string} source
 * @returns {string[]}
 */
export function dockerfileProblems(source) {
  const found = dockerfilelint.run('.', source).map(({ line, title, description }) => `line ${line}: ${title}: ${description.split('\n')[0]}`);
  return [...found, ...ourProblems(instructionsOf(source))];
}

function ourProblems(instructions) {
  const problems = [];
  const stages = instructions.filter(({ name }) => name === 'FROM').map(({ rest }) => /^(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(rest) ?? []);
  if (stages.length < 2) problems.push('has one stage: build in one and copy the result into another, so that compilers and development packages stay behind');
  const names = stages.map(([, , name]) => name);
  for (const [, image = ''] of stages) {
    if (!names.includes(image) && !/:[^/]+$|@sha256:/.test(image)) problems.push(`base image ${image} has no fixed tag`);
    if (/:latest$/.test(image)) problems.push(`base image ${image}: latest is not a fixed tag`);
  }
  const lastStage = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
  const user = lastStage.findLast(({ name }) => name === 'USER')?.rest;
  if (user === undefined || /^(root|0)(:|$)/.test(user)) problems.push('the last stage runs as root: end it with USER and an ordinary user');
  if (!lastStage.some(({ name, rest }) => name === 'HEALTHCHECK' && !/^none$/i.test(rest))) problems.push('the last stage has no HEALTHCHECK');
  return problems;
}

/** Instructions with their continued lines joined, comments left out. */
function instructionsOf(source) {
  const lines = source.split(/\r?\n/).filter((line) => !/^\s*#/.test(line));
  return lines.join('\n').replaceAll(/\\\n/g, ' ').split('\n').map((line) => line.trim()).filter(Boolean)
    .map((line) => ({ name: line.split(/\s+/)[0].toUpperCase(), rest: line.replace(/^\S+\s*/, '') }));
}
