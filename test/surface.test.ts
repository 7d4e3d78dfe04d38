import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '@slack/bolt';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { BotParts } from '../bot/parts.js';
import { ALL } from '../bot/acts/all.js';
import { ACTIONS, ACTS, actButton, COMMANDS, EVENTS, FORMS, SCOPES, SHORTCUTS } from '../bot/surface.js';
import { repositoryRoot } from '../src/kit/repository-root.js';

interface Manifest {
  display_information: { name: string; description: string; long_description: string };
  features: { shortcuts: { name: string; type: string; callback_id: string; description: string }[]; slash_commands: { command: string; url: string; description: string }[] };
  oauth_config: { redirect_urls: string[]; scopes: { bot: string[] } };
  settings: { event_subscriptions: { request_url: string; bot_events: string[] }; interactivity: { is_enabled: boolean; request_url: string } };
}

const root = repositoryRoot();
const text = readFileSync(join(root, 'slack-manifest.yml'), 'utf8');
const manifest = parse(text) as Manifest;
const sorted = (names: Iterable<string>) => [...names].sort();

/** What every listener registers, told by an app that only takes notes. */
async function registered(): Promise<Record<'command' | 'action' | 'shortcut' | 'event' | 'view' | 'options', Set<string>>> {
  const seen = { command: new Set<string>(), action: new Set<string>(), shortcut: new Set<string>(), event: new Set<string>(), view: new Set<string>(), options: new Set<string>() };
  const note = (kind: keyof typeof seen) => (what: string | { callback_id?: string }) => void seen[kind].add(typeof what === 'string' ? what : (what.callback_id ?? ''));
  const app = Object.fromEntries((Object.keys(seen) as (keyof typeof seen)[]).map((kind) => [kind, note(kind)])) as unknown as App;
  for (const register of Object.values(await registers())) register(app, {} as BotParts);
  return seen;
}

/** The register function of each file of bot/listeners, by its name. */
async function registers(): Promise<Record<string, (app: App, parts: BotParts) => void>> {
  const files = readdirSync(join(root, 'bot/listeners'));
  const found: Record<string, (app: App, parts: BotParts) => void> = {};
  // One after the other: jest cannot link modules that share imports at the same time.
  for (const file of files) {
    const module = (await import(`../bot/listeners/${file.replace(/\.ts$/, '.js')}`)) as Record<string, (app: App, parts: BotParts) => void>;
    for (const [name, exported] of Object.entries(module)) if (name.startsWith('register')) found[name] = exported;
  }
  return found;
}

describe('what Slack knows by name is said once', () => {
  let listeners: Awaited<ReturnType<typeof registered>>;
  beforeAll(async () => {
    listeners = await registered();
  });

  test('every listener file is registered by bot/app.ts', async () => {
    const app = readFileSync(join(root, 'bot/app.ts'), 'utf8');
    expect(Object.keys(await registers()).filter((name) => !app.includes(`${name}(`))).toEqual([]);
  });

  test('slash commands', () => {
    expect(sorted(manifest.features.slash_commands.map((one) => one.command))).toEqual(sorted(Object.values(COMMANDS)));
    expect(sorted(listeners.command)).toEqual(sorted(Object.values(COMMANDS)));
  });

  test('message shortcuts', () => {
    expect(sorted(manifest.features.shortcuts.map((one) => one.callback_id))).toEqual(sorted(Object.values(SHORTCUTS)));
    expect(sorted(listeners.shortcut)).toEqual(sorted(Object.values(SHORTCUTS)));
  });

  test('buttons', () => {
    const acts = (Object.keys(ACTS) as (keyof typeof ACTS)[]).filter((name) => ALL[name].is !== 'house').map(actButton);
    expect(sorted(listeners.action)).toEqual(sorted([...Object.values(ACTIONS), ...acts]));
  });

  test('fields whose options we give while people type', () => expect(sorted(listeners.options)).toEqual([ACTIONS.templateChoice]));

  test('a word in a thread means one thing', () => {
    const words = Object.values(ACTS).flatMap((ways) => ways.words as readonly string[]);
    expect(new Set(words).size).toBe(words.length);
  });

  test('forms', () => expect(sorted(listeners.view)).toEqual(sorted(Object.values(FORMS))));

  test('events', () => {
    expect(sorted(manifest.settings.event_subscriptions.bot_events)).toEqual(sorted(EVENTS));
    // message.channels and message.groups both come as `message`.
    expect(sorted(listeners.event)).toEqual(sorted(new Set(EVENTS.map((event) => event.split('.')[0] as string))));
  });

  test('scopes, each with its reason', () => {
    expect(sorted(manifest.oauth_config.scopes.bot)).toEqual(sorted(Object.keys(SCOPES)));
    for (const reason of Object.values(SCOPES)) expect(reason.length).toBeGreaterThan(10);
  });
});

describe('slack-manifest.yml', () => {
  test('every scope, event, command and shortcut says why it is there', () => {
    const items = text.split('\n').filter((line) => /^\s+- (?!type:)/.test(line));
    expect(items.length).toBe(Object.keys(SCOPES).length + EVENTS.length + Object.keys(COMMANDS).length + Object.keys(SHORTCUTS).length + manifest.oauth_config.redirect_urls.length);
    expect(items.filter((line) => !/\S # \S.{12,}$/.test(line))).toEqual([]);
  });

  test('keeps to Slack’s lengths', () => {
    const { display_information: shown, features } = manifest;
    expect(shown.name.length).toBeLessThanOrEqual(35);
    expect(shown.description.length).toBeLessThanOrEqual(140);
    expect(shown.long_description.length).toBeGreaterThanOrEqual(175);
    for (const shortcut of features.shortcuts) {
      expect(shortcut.name.length).toBeLessThanOrEqual(24);
      expect(shortcut.type).toBe('message');
    }
  });

  test('everything comes to one address', () => {
    const { settings, features } = manifest;
    const addresses = [settings.event_subscriptions.request_url, settings.interactivity.request_url, ...features.slash_commands.map((one) => one.url)];
    expect(new Set(addresses)).toEqual(new Set(['https://YOUR-HOST/slack/events']));
    expect(settings.interactivity.is_enabled).toBe(true);
  });
});
