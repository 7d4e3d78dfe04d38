import { selectOne } from '../db/rows.js';
import { advice, bad, good, type Finding, type Settings } from './finding.js';
import { openForLook } from './mysql.js';

interface Team {
  answering: string | null;
  entering: string | null;
}

const TEAM = `SELECT SUM(active = 1 AND slack_user_id IS NOT NULL) AS answering,
  SUM(active = 1 AND role IN ('supervisor', 'admin') AND password_hash IS NOT NULL) AS entering FROM agents`;

/** Is there anybody who may answer customers, and anybody who can enter the portal? Silent while MySQL's own check speaks. */
export async function checkTeam(settings: Settings): Promise<Finding[]> {
  const source = await openForLook(settings).catch(() => undefined);
  if (!source) return [];
  try {
    const team = await selectOne<Team>(source.manager, TEAM).catch(() => undefined);
    if (!team) return [];
    const [answering, entering] = [Number(team.answering ?? 0), Number(team.entering ?? 0)];
    return [
      answering > 0
        ? good(`${answering} active ${answering === 1 ? 'person' : 'people'} may answer from Slack`)
        : bad('nobody may answer customers: no active person has a Slack id', 'npm run agents:add -- --name "Ana Lima" --email ana@example.com --role agent --slack U… (Slack: profile → ⋮ → Copy member ID)'),
      entering > 0 ? good(`${entering} may enter the portal`) : advice('nobody can enter the portal', 'npm run agents:add -- --name … --email … --role admin --password …'),
    ];
  } finally {
    await source.destroy();
  }
}
