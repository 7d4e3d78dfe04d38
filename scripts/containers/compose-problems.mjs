import { Ajv } from 'ajv';
import { parseDocument } from 'yaml';
import { composeSchema } from './compose-schema.mjs';

/**
 * What is wrong with a Compose file, one sentence each; none when it is good. Beside the schema: what a service names must
 * exist, images have a fixed tag, and what is to be scaled has no name or host port of its own.
 * @param {string} source YAML
 * @param {{ scalable?: string[] }} [options] services that must be able to run more than once
 * @returns {string[]}
 */
export function composeProblems(source, { scalable = ['worker'] } = {}) {
  const document = parseDocument(source, { merge: true });
  if (document.errors.length > 0) return document.errors.map((error) => error.message.split('\n')[0]);
  const composition = document.toJS();
  const ajv = new Ajv({ allErrors: true, strict: false });
  if (!ajv.validate(composeSchema, composition)) return ajv.errors.map((error) => `${error.instancePath || '/'} ${error.message}${error.params.additionalProperty ? ` '${error.params.additionalProperty}'` : ''}`);
  return Object.entries(composition.services).flatMap(([name, service]) => [
    ...unfixedImage(service).map((problem) => `service ${name}: ${problem}`),
    ...missingReferences(service, composition).map((problem) => `service ${name}: ${problem}`),
    ...(scalable.includes(name) ? unscalable(service) : []).map((problem) => `service ${name} cannot be scaled: ${problem}`),
  ]);
}

function unfixedImage({ image, build }) {
  if (image === undefined) return [];
  const tag = /:([^/]+)$/.exec(image)?.[1];
  if (tag === undefined || tag === 'latest') return [`image ${image} has no fixed tag`];
  return !build && tag.includes('$') ? [`image ${image} takes its tag from the environment`] : [];
}

function missingReferences({ depends_on: dependsOn = {}, volumes = [] }, { services, volumes: named = {} }) {
  const problems = [];
  const conditions = Array.isArray(dependsOn) ? dependsOn.map((name) => [name, {}]) : Object.entries(dependsOn);
  for (const [name, { condition }] of conditions) {
    if (services[name] === undefined) problems.push(`depends on ${name}, which is not there`);
    else if (condition === 'service_healthy' && services[name].healthcheck?.test === undefined) problems.push(`waits for ${name} to be healthy, which has no healthcheck`);
  }
  for (const volume of volumes) {
    const from = volume.split(':')[0];
    if (/^[a-z0-9]/i.test(from) && !(from in named)) problems.push(`volume ${from} is not declared`);
  }
  return problems;
}

function unscalable({ container_name: name, ports = [] }) {
  return [...(name ? [`container_name ${name}`] : []), ...(ports.length > 0 ? ['it publishes a port'] : [])];
}
