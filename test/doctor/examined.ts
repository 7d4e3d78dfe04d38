import { createServer, type AddressInfo } from 'node:net';
import { examine } from '../../src/doctor/examine.js';
import type { Finding } from '../../src/doctor/finding.js';
import { report } from '../../src/doctor/report.js';
import { systemClock } from '../../src/kit/clock.js';
import type { World } from '../support/world.js';

export type Env = Record<string, string | undefined>;

/** The environment of a world's product, as an operator would have it. */
export function envOf(world: World, changes: Env = {}): Env {
  const config = Object.entries(world.house.config).map(([name, value]) => [name, String(value)]);
  return { ...(Object.fromEntries(config) as Env), PUBLIC_URL: world.url, ...changes };
}

export interface Examined {
  text: string;
  isWell: boolean;
  /** What is to be mended, each as "chapter: what is wrong → remedy". */
  bad: string[];
  advice: string[];
  good: string[];
}

/** Runs the whole doctor. */
export async function examined(env: Env): Promise<Examined> {
  const chapters = await examine(env, systemClock);
  const of = (mark: Finding['mark']) =>
    chapters.flatMap(({ title, findings }) =>
      findings.filter((finding) => finding.mark === mark).map((finding) => `${title}: ${finding.says}${'remedy' in finding ? ` → ${finding.remedy}` : ''}`),
    );
  return { ...report(chapters, env), bad: of('bad'), advice: of('advice'), good: of('good') };
}

/** A port of this machine on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
