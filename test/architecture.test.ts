import { describe, expect, test } from '@jest/globals';
import { PRODUCT, importsOf, lineOf, sourcesOf, withoutComments, type Import, type Source } from './support/sources.js';

/** The floors of the house (docs/decisions; houses.md §9): who may import whom. */
const GROUND = ['settings', 'partners', 'working-hours', 'people', 'clients', 'conversation', 'history', 'timers', 'outbox', 'media', 'templates', 'letterbox', 'ledger'];
const CAPABILITIES = ['funnel', 'follow-up', 'sla', 'escalation', 'triage', 'care', 'incidents', 'satisfaction', 'automation', 'privacy', 'shifts', 'email'];

const product = sourcesOf(PRODUCT);
const simulator = sourcesOf(['simulator']);
const scripts = sourcesOf(['scripts']);
const everything = [...product, ...simulator, ...scripts];

/** The room a file belongs to; a path without ending serves as well. */
function roomOf(path: string): string {
  if (/^src\/(?:main|wire|web|waiting-room)(?:\.ts)?$/.test(path)) return 'wiring';
  // Programs: each starts by itself, joins what it needs and ends. seed.ts is the seed program's content.
  if (/^src\/(?:.*-cli(?:\.ts)?$|db\/seed(?:\.ts)?$|doctor\/)/.test(path)) return 'program';
  if (/^src\/config(?:\.ts)?$/.test(path)) return 'config';
  if (/^src\/domain\/(?:facts|codes|ctx)(?:\.ts)?$/.test(path)) return 'vocabulary';
  if (/^src\/domain\/(?:(?:reactions|routes|entities)(?:\.ts)?$|reports\/)/.test(path)) return 'tables';
  const room = /^src\/(?:domain\/([\w-]+)\/|integrations\/([\w-]+)\/|([\w-]+)\/)/.exec(path);
  if (room?.[1]) return room[1];
  if (room?.[2]) return `integrations/${room[2]}`;
  return room?.[3] ?? path.split('/')[0] ?? path;
}

/** The floor of a room of the domain: ground rooms by their order, inbox above them, then capabilities, then the tables. */
function storeyOf(room: string): number {
  const ground = GROUND.indexOf(room);
  if (ground >= 0) return ground;
  if (room === 'inbox') return 100;
  if (CAPABILITIES.includes(room)) return 200;
  return room === 'tables' ? 300 : -1;
}

const isDomain = (room: string) => room === 'vocabulary' || storeyOf(room) >= 0;
const isIntegration = (room: string) => room.startsWith('integrations/');

/** May a file of room `from` import this file of ours? Undefined when it may, else the rule it breaks. */
function objection(from: string, { target, typeOnly }: Import): string | undefined {
  const to = roomOf(target);
  if (to === from) return undefined;
  if (to === 'wiring' && from !== 'wiring') return from === 'admin' && typeOnly && target !== 'src/main' ? undefined : 'nobody imports the wiring (main, wire, web); the portal may name their types';
  if (to === 'config' && typeOnly && from !== 'kit') return undefined;
  if (to === 'program') return 'nobody imports a program';
  if (to === 'simulator' || to === 'test' || to === 'scripts') return `the product does not import ${to}/`;
  if (from === 'wiring' || from === 'program') return undefined;
  if (from === 'kit' || from === 'migrations') return `${from} imports nothing of ours`;
  if (from === 'config') return to === 'kit' ? undefined : 'config imports kit only';
  if (from === 'db' || from === 'redis') return to === 'kit' ? undefined : `${from} imports kit only`;
  if (isDomain(from)) return domainObjection(from, to, typeOnly);
  if (isIntegration(from)) return to === 'kit' || to === 'redis' || target === 'src/db/rows' || isDomain(to) ? undefined : 'an integration imports kit, redis, db/rows and the domain; never another integration';
  if (from === 'bot' || from === 'admin' || from === 'http') {
    if (to === 'kit' || isDomain(to) || target === 'src/db/rows' || (from === 'http' && to === 'integrations/zapi')) return undefined;
    return 'a door imports kit, the domain and db/rows (http also integrations/zapi); never another door, workers or redis';
  }
  if (from === 'workers') {
    if (to === 'bot') return ['bot/deliver', 'bot/inbound', 'bot/slack-arrival'].includes(target) ? undefined : 'workers import of bot only deliver, inbound and slack-arrival';
    return to === 'kit' || to === 'db' || to === 'redis' || isDomain(to) || isIntegration(to) ? undefined : 'workers import floors 0 to 6 only';
  }
  return `${from} is in no floor: give it one in test/architecture.test.ts`;
}

function domainObjection(from: string, to: string, typeOnly: boolean): string | undefined {
  if (to === 'kit' || to === 'db') return undefined;
  if (to === 'vocabulary') return typeOnly ? undefined : 'facts and ctx hold types only: import type';
  if (!isDomain(to)) return 'the domain imports db and kit, and calls nobody above it';
  if (from === 'vocabulary') return typeOnly ? undefined : 'facts and ctx hold types only: import type';
  if (CAPABILITIES.includes(from) && CAPABILITIES.includes(to)) return 'capability rooms never import each other: record a fact and use reactions.ts';
  return storeyOf(to) < storeyOf(from) ? undefined : `${from} stands below ${to} (order: ${GROUND.join(', ')}, inbox, capabilities, tables)`;
}

function breaches(sources: Source[], rule: (source: Source, found: Import) => string | undefined): string[] {
  return sources.flatMap((source) =>
    importsOf(source).flatMap((found) => {
      const why = rule(source, found);
      return why === undefined ? [] : [`${source.path}:${found.line} imports ${found.target}: ${why}`];
    }),
  );
}

/** Places where a pattern stands in code. */
function places(sources: Source[], pattern: RegExp, rule: string): string[] {
  return sources.flatMap((source) => {
    const code = withoutComments(source.text);
    return [...code.matchAll(pattern)].map((match) => `${source.path}:${lineOf(code, match.index)} has ${match[0]}: ${rule}`);
  });
}

describe('who may import whom', () => {
  test('the imports are read', () => {
    expect(product.flatMap(importsOf).filter((one) => one.ours).length).toBeGreaterThan(300);
    expect(importsOf({ path: 'bot/a.ts', text: "import { type A } from '../src/b.js';\nexport * from './c.js';\nconst d = await import('@x/y/z');" })).toEqual([
      { line: 1, target: 'src/b', ours: true, typeOnly: true },
      { line: 2, target: 'bot/c', ours: true, typeOnly: false },
      { line: 3, target: '@x/y', ours: false, typeOnly: false },
    ]);
  });

  test('a folder imports only lower floors', () => {
    expect(breaches(product, (source, found) => (found.ours ? objection(roomOf(source.path), found) : undefined))).toEqual([]);
  });

  test('the domain reaches nothing outside the database', () => {
    const outside = /^(?:@slack|bullmq|ioredis|express|adminjs|@adminjs|rate-limiter-flexible|undici|node:http|node:https|node:net)(?:\/|$)/;
    const domain = product.filter((source) => source.path.startsWith('src/domain/'));
    expect(breaches(domain, (_, found) => (!found.ours && outside.test(found.target) ? 'the domain knows no transport, queue or screen' : undefined))).toEqual([]);
  });

  test('only redis, workers and the wiring know Redis and BullMQ', () => {
    const allowed = new Set(['redis', 'workers', 'wiring']);
    expect(breaches(product, (source, found) => (/^(?:ioredis|bullmq)$/.test(found.target) && !allowed.has(roomOf(source.path)) ? 'ask src/redis, or take what is handed in' : undefined))).toEqual([]);
  });

  test('the simulator and the scripts import nothing of the product', () => {
    expect(breaches(simulator, (_, found) => (found.ours && !found.target.startsWith('simulator/') ? 'the simulator stands alone' : undefined))).toEqual([]);
    expect(breaches(scripts, (_, found) => (found.ours && !found.target.startsWith('scripts/') ? 'scripts run before anything is built' : undefined))).toEqual([]);
  });
});

describe('time', () => {
  const timed = product.filter((source) => source.path !== 'src/kit/clock.ts');

  test('nobody but the clock reads the system time', () => {
    const reads = /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\)|\bDateTime\.(?:now|local|utc)\(\s*\)|\b(?:NOW|SYSDATE|CURDATE|CURTIME|UTC_TIMESTAMP|UNIX_TIMESTAMP)\(\s*\)|\bCURRENT_TIMESTAMP\b/g;
    expect(places(timed, reads, 'time is a parameter: take a Clock or a Date')).toEqual([]);
  });

  test('the machine’s clock is chosen where the house is joined', () => {
    const joined = timed.filter((source) => !['wiring', 'program'].includes(roomOf(source.path)));
    expect(places(joined, /\bsystemClock\b/g, 'only main and programs choose the clock')).toEqual([]);
  });
});

describe('files', () => {
  test('none is longer than 200 lines', () => {
    const lengths = everything.map((source) => ({ path: source.path, lines: source.text.trimEnd().split('\n').length }));
    expect(lengths.filter(({ lines }) => lines > 200).map(({ path, lines }) => `${path}:200 goes on to line ${lines}: split it by what it does`)).toEqual([]);
  });

  test('none is a room without a name', () => {
    const nameless = /(?:^|\/)(?:helpers?|utils?|utilities|common|shared|services?|misc)(?:\/|\.[a-z]+$)/i;
    expect([...product, ...simulator].filter((source) => nameless.test(source.path)).map((source) => `${source.path}:1 has a name that says nothing: find its noun`)).toEqual([]);
  });
});
