import type { Clock } from '../kit/clock.js';
import { reasonOf } from '../kit/errors.js';
import { maskText } from '../kit/mask.js';
import { checkEnvironment } from './environment.js';
import { bad, type Finding, type Settings } from './finding.js';
import { checkMail } from './mail.js';
import { checkMysql } from './mysql.js';
import { checkPublicUrl } from './public-url.js';
import { checkRedis } from './redis.js';
import { checkSlackChannels } from './slack-channels.js';
import { checkSlackEvents } from './slack-events.js';
import { checkSlackToken } from './slack-token.js';
import { checkSpoolFolder } from './spool-folder.js';
import { checkTeam } from './team.js';
import { checkZapi } from './zapi.js';

export interface Chapter {
  title: string;
  findings: Finding[];
}

/** Everything that is looked at after the environment, in the order of the report. */
const CHECKS: { title: string; check: (settings: Settings, clock: Clock) => Promise<Finding[]> }[] = [
  { title: 'MySQL', check: checkMysql },
  { title: 'Redis', check: checkRedis },
  { title: 'Spool folder', check: checkSpoolFolder },
  { title: 'Slack', check: checkSlackToken },
  { title: 'Slack events', check: checkSlackEvents },
  { title: 'Slack channels', check: checkSlackChannels },
  { title: 'Team', check: checkTeam },
  { title: 'Z-API', check: checkZapi },
  { title: 'E-mail', check: checkMail },
  { title: 'Public address', check: checkPublicUrl },
];

/** Looks at everything; a check that breaks is itself a finding, and the others go on. Chapters without findings are left out. */
export async function examine(env: Record<string, string | undefined>, clock: Clock): Promise<Chapter[]> {
  const { findings, settings } = checkEnvironment(env);
  const looked = CHECKS.map(async ({ title, check }) => ({ title, findings: await check(settings, clock).catch((error: unknown) => [broken(error)]) }));
  return [{ title: 'Environment', findings }, ...(await Promise.all(looked))].filter((chapter) => chapter.findings.length > 0);
}

function broken(error: unknown): Finding {
  return bad(`could not be checked: ${maskText(reasonOf(error))}`, 'mend what stands above first; if it stays, it is a fault of this check: please report it');
}
