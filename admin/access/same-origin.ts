import type { NextFunction, Request, Response } from 'express';
import type { Log } from '../../src/kit/log.js';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses (403) whatever would change something and was sent from another site's page. Browsers name the origin on
 * every such request; a client that names none is no browser and carries no cookie it was not given on purpose.
 */
export function refuseForeignOrigin(publicUrl: string | undefined, log: Log) {
  const publicHost = publicUrl === undefined ? undefined : new URL(publicUrl).host;
  return (request: Request, response: Response, next: NextFunction) => {
    const { origin, 'sec-fetch-site': site } = request.headers;
    const own = origin === undefined ? site === undefined || site === 'same-origin' || site === 'none' : isOwn(origin, [request.host, publicHost]);
    if (READING.has(request.method) || own) {
      next();
      return;
    }
    log.warn({ ip: request.ip, path: request.path }, 'a request from another origin was refused');
    response.status(403).json({ error: 'foreign origin' });
  };
}

function isOwn(origin: string, hosts: (string | undefined)[]): boolean {
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}
