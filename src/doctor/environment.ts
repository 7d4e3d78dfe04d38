import { BadEnvironment, readConfig } from '../config.js';
import { reasonOf } from '../kit/errors.js';
import { advice, bad, good, type Finding, type Settings } from './finding.js';

type Environment = Record<string, string | undefined>;

/** Every problem of the environment, and the settings that are valid all the same, so that the other checks can go on. */
export function checkEnvironment(env: Environment): { findings: Finding[]; settings: Settings } {
  const problems = problemsOf(env);
  if (problems.length > 0) return { findings: problems.map((problem) => bad(problem, `set ${nameOf(problem)}; .env.example says where its value is found`)), settings: validPart(env, problems) };
  const settings = readConfig(env);
  const findings = [good(`complete (NODE_ENV ${settings.NODE_ENV})`)];
  if (settings.NODE_ENV === 'development') {
    const more = problemsOf({ ...env, NODE_ENV: 'production' });
    findings.push(advice(`NODE_ENV is development${more.length > 0 ? `; production would also ask for: ${more.map(nameOf).join(', ')}` : ''}`, 'set NODE_ENV=production where customers are answered'));
  }
  return { findings, settings };
}

function problemsOf(env: Environment): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return error instanceof BadEnvironment ? error.problems : [reasonOf(error)];
  }
}

/** `NAME: what is wrong` → `NAME`. */
const nameOf = (problem: string) => problem.split(':')[0] as string;

/** A variable without which another is of no use. */
const PAIRS: Record<string, string> = { ZAPI_TOKEN: 'ZAPI_INSTANCE_ID', ZAPI_INSTANCE_ID: 'ZAPI_TOKEN' };
/** So that the rest can be read when these are missing; taken out again afterwards. */
const STAND_INS = { DATABASE_URL: 'mysql://localhost/none', REDIS_URL: 'redis://localhost' };

function validPart(env: Environment, problems: string[]): Settings {
  const wrong = problems.flatMap((problem) => nameOf(problem).split(' or '));
  const left = Object.fromEntries(Object.entries(env).filter(([name]) => !wrong.includes(name) && !wrong.some((other) => PAIRS[other] === name)));
  try {
    const { DATABASE_URL, REDIS_URL, NODE_ENV, ...rest } = readConfig({ ...STAND_INS, ...withoutEmpty(left), NODE_ENV: 'development' });
    return {
      ...rest,
      NODE_ENV: env['NODE_ENV'] === 'production' ? 'production' : NODE_ENV,
      ...(left['DATABASE_URL'] ? { DATABASE_URL } : {}),
      ...(left['REDIS_URL'] ? { REDIS_URL } : {}),
    };
  } catch {
    return {};
  }
}

const withoutEmpty = (env: Environment) => Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
