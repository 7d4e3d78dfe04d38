import type { House } from '../../src/wire.js';

type Parts = Pick<House, 'slack' | 'config'>;

/** Asked once of each house: the address does not change while it runs. */
const known = new WeakMap<object, string>();

/** Longest that a page waits for Slack, ms. */
const PATIENCE_MS = 1500;

/** `https://carinho.slack.com/`: the start of every link to a message; undefined while Slack cannot say. A page or an export without Slack's links is better than none. */
export async function workspaceOf({ slack, config }: Parts): Promise<string | undefined> {
  const kept = known.get(slack);
  if (kept !== undefined || !config.SLACK_BOT_TOKEN) return kept;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((give) => {
    timer = setTimeout(() => give(undefined), PATIENCE_MS);
  });
  const url = await Promise.race([slack.auth.test().then((answer) => answer.url, () => undefined), late]);
  clearTimeout(timer);
  if (url) known.set(slack, url);
  return url;
}

/** A thread's address, as Slack itself links it. */
export function threadLink(workspace: string, channel: string, ts: string): string {
  return `${workspace}archives/${channel}/p${ts.replace('.', '')}`;
}
