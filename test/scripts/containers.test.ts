import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { composeProblems } from '../../scripts/containers/compose-problems.mjs';
import { dockerfileProblems } from '../../scripts/containers/dockerfile-problems.mjs';

describe('docker-compose.yml', () => {
  const ours = readFileSync('docker-compose.yml', 'utf8');

  test('ours is good', () => expect(composeProblems(ours)).toEqual([]));

  test.each([
    ['an unknown key', ours.replace('stop_grace_period: 60s', 'stop_graceperiod: 60s'), /stop_graceperiod/],
    ['an unknown condition', ours.replace('condition: service_healthy', 'condition: service_well'), /depends_on\/mysql/],
    ['a floating image', ours.replace('image: redis:7', 'image: redis:latest'), /redis:latest has no fixed tag/],
    ['a dependency that is not there', ours.replace(/^ {2}redis:$/m, '  valkey:'), /depends on redis, which is not there/],
    ['an undeclared volume', ours.replace(/^ {2}mysql-data:$/m, '  other-data:'), /volume mysql-data is not declared/],
    ['a worker with a name of its own', ours.replace('ROLE: worker', 'ROLE: worker\n    container_name: w'), /worker cannot be scaled/],
    ['no YAML', 'services: [', /./],
  ])('%s is found', (_what, source, problem) => {
    expect(composeProblems(source).join('\n')).toMatch(problem);
  });
});

describe('Dockerfile', () => {
  const ours = readFileSync('Dockerfile', 'utf8');

  test('ours is good', () => expect(dockerfileProblems(ours)).toEqual([]));

  test.each([
    ['root at the end', ours.replace('USER node', 'USER root'), /runs as root/],
    ['no healthcheck', ours.replace(/HEALTHCHECK[\s\S]*?healthcheck.mjs"\]/, ''), /no HEALTHCHECK/],
    ['one stage', ours.slice(ours.lastIndexOf('FROM')), /one stage/],
    ['a floating base image', ours.replaceAll('node:20-bookworm-slim', 'node'), /node has no fixed tag/],
    ['an unknown instruction', `${ours}FOO bar\n`, /Invalid Command/],
  ])('%s is found', (_what, source, problem) => {
    expect(dockerfileProblems(source).join('\n')).toMatch(problem);
  });
});

test('.env.example names every variable the product reads', () => {
  const example = readFileSync('.env.example', 'utf8');
  const read = [...readFileSync('src/config.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map(([, name]) => name);
  expect(read.length).toBeGreaterThan(30);
  expect(read.filter((name) => !new RegExp(`^${name}=`, 'm').test(example))).toEqual([]);
});
