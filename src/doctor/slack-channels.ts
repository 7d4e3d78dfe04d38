import { advice, bad, good, type Finding, type Settings } from './finding.js';
import { askSlack, slackFor } from './slack.js';

/** The channels of the house, and what is missing without each. */
const CHANNELS = {
  SLACK_CHANNEL_ATENDIMENTO: 'conversations have no place',
  SLACK_CHANNEL_SUPERVISAO: 'alerts and the daily account are shown to nobody',
  SLACK_CHANNEL_GESTAO: undefined,
} as const;

const WHERE_ID = 'the id stands at the foot of the channel’s details in Slack';

/** Does each configured channel exist, is it open, and is the bot in it? Says nothing when the token does not work. */
export async function checkSlackChannels(settings: Settings): Promise<Finding[]> {
  if (!settings.SLACK_BOT_TOKEN) return [];
  const slack = slackFor(settings, settings.SLACK_BOT_TOKEN);
  const me = await askSlack(() => slack.auth.test());
  if ('error' in me) return [];
  const bot = `@${me.result.user}`;
  const findings: Finding[] = [];
  for (const [name, without] of Object.entries(CHANNELS) as [keyof typeof CHANNELS, string | undefined][]) {
    const id = settings[name];
    if (id === undefined) {
      if (without !== undefined) findings.push((name === 'SLACK_CHANNEL_ATENDIMENTO' ? bad : advice)(`${name} is not set: ${without}`, `set it to the channel’s id; ${WHERE_ID}`));
      continue;
    }
    const answer = await askSlack(() => slack.conversations.info({ channel: id }));
    findings.push('error' in answer ? refused(name, id, answer.error, bot) : judge(name, answer.result.channel ?? {}, bot));
  }
  return findings;
}

function refused(name: string, id: string, error: string, bot: string): Finding {
  if (error === 'channel_not_found') return bad(`${name}: ${id} does not exist, or is private without the bot in it`, `/invite ${bot} in the channel; if it is another channel, correct ${name} (${WHERE_ID})`);
  return bad(`${name}: ${id} cannot be looked at: ${error}`, error === 'missing_scope' ? 'see the missing scopes above' : 'try again; if it stays, correct the id');
}

function judge(name: string, channel: { name?: string; is_archived?: boolean; is_member?: boolean }, bot: string): Finding {
  const shown = `#${channel.name}`;
  if (channel.is_archived) return bad(`${name}: ${shown} is archived`, `in Slack open ${shown} → ⋮ → Unarchive, or set ${name} to another channel`);
  if (!channel.is_member) return bad(`${name}: ${bot} is not in ${shown}`, `in Slack, in ${shown}: /invite ${bot}`);
  return good(`${name}: ${shown}, ${bot} is in it`);
}
