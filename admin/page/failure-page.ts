import type { NextFunction, Request, Response } from 'express';
import { reasonOf } from '../../src/kit/errors.js';
import type { Log } from '../../src/kit/log.js';
import type { House } from '../../src/wire.js';
import { escapeHtml, page } from './html.js';

type Texts = Pick<House, 't' | 'config'>;

function send(response: Response, status: number, key: string, { t, config }: Texts): void {
  const title = t(`portal:${key}.title`);
  const main = `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(t(`portal:${key}.explanation`))}</p>\n<p><a href="/admin">${escapeHtml(t('portal:failure.back'))}</a></p>`;
  response.status(status).send(page(config.LOCALE, `${title} · ${config.BRAND_NAME}`, main));
}

/** The last word for an address that the portal does not have. */
export function notFoundPage(texts: Texts) {
  return (_request: Request, response: Response) => send(response, 404, 'not_found', texts);
}

/** What a person sees when something of ours fails (Redis or MySQL away, a bug): the reason is logged, never shown. */
export function failurePage(texts: Texts, log: Log) {
  return (error: unknown, request: Request, response: Response, next: NextFunction) => {
    log.error({ err: error, path: request.path, reason: reasonOf(error) }, 'a portal request failed');
    if (response.headersSent) next(error);
    else send(response, 500, 'failure', texts);
  };
}
