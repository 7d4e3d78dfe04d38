import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import type { House } from '../../src/wire.js';
import { escapeHtml } from './html.js';

const GOOGLE_FONTS = /<link rel="stylesheet" href="https:\/\/fonts\.googleapis\.com[^>]*>/;
const OUR_HEAD = '<link rel="icon" type="image/svg+xml" href="/admin/frontend/assets/icon.svg"><link rel="stylesheet" href="/admin/frontend/assets/portal.css">';

/**
 * Security headers, and AdminJS's pages made to live with them. Everything comes from this host. Scripts: our files and
 * the page's own inline scripts, by a nonce of each answer; neither 'unsafe-inline' nor 'unsafe-eval' is needed. Styles:
 * AdminJS's styled-components write <style> elements in the browser, hence 'unsafe-inline' for styles only.
 */
export function contentPolicy({ config, t }: Pick<House, 'config' | 't'>) {
  const names = Object.fromEntries(['close', 'all', 'one'].map((name) => [name, t(`portal:names.${name}`)]));
  const head = `${OUR_HEAD}<script src="/admin/frontend/assets/accessible-names.js" data-words="${escapeHtml(JSON.stringify(names))}"></script>`;
  const headers = helmet({
    // Not `no-referrer`: with it browsers send `Origin: null` along with our own forms.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: config.NODE_ENV === 'production' ? { includeSubDomains: false } : false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response as Response)}'`],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        mediaSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
  });
  return (request: Request, response: Response, next: NextFunction) => {
    (response.locals as Locals).nonce = randomBytes(16).toString('base64');
    const send = response.send.bind(response);
    response.send = (body) => send(isAdminPage(body) ? adapt(body, nonceOf(response), head) : body);
    response.set('Cache-Control', 'no-store');
    headers(request, response, next);
  };
}

interface Locals {
  nonce?: string;
}

const nonceOf = (response: Response): string => (response.locals as Locals).nonce ?? '';

function isAdminPage(body: unknown): body is string {
  return typeof body === 'string' && /^\s*<!DOCTYPE html>/.test(body) && body.includes('window.REDUX_STATE');
}

/**
 * Google's fonts out, our style and icon in, a nonce on the inline scripts. The state AdminJS prints into its first
 * script holds names that people gave: there `<` is escaped, so that no text can end the script.
 */
function adapt(html: string, nonce: string, head: string): string {
  return html
    .replace(/^(\s*window\.(?:REDUX_STATE|THEME) = )(.*)$/gm, (_line, head: string, json: string) => head + json.replaceAll('<', '\\u003c'))
    .replaceAll('<script>', `<script nonce="${nonce}">`)
    .replace(GOOGLE_FONTS, head);
}
