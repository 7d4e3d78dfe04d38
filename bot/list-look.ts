import type { BotParts } from './parts.js';
import { slackCall } from './slack-call.js';
import type { HomeLook } from './views/home/rows.js';

/** The workspace's address, asked once; links to threads are made of it. */
const workspaceUrls = new WeakMap<BotParts, Promise<string>>();

/** The workspace's address, asked once; links to threads are made of it. */
function workspaceUrl(parts: BotParts): Promise<string> {
  const known = workspaceUrls.get(parts) ?? slackCall('', () => parts.client.auth.test()).then((answer) => answer.url ?? 'https://slack.com/');
  workspaceUrls.set(parts, known);
  known.catch(() => workspaceUrls.delete(parts));
  return known;
}

/** How lists of conversations are written: on the home page, in the queue, in searches, on boards and at the end of a shift. */
export async function listLook(parts: BotParts, now: Date): Promise<HomeLook> {
  const { t, zone, locale } = parts;
  const [url, calendar] = await Promise.all([workspaceUrl(parts), parts.calendar()]);
  return { t, zone, locale, now, calendar, workspaceUrl: url };
}
