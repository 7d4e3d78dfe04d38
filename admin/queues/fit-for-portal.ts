import type { NextFunction, Request, Response } from 'express';

const FOREIGN_FONTS = /<link href="https:\/\/fonts\.googleapis\.com[^>]*>/g;
/** A stream's name holds the phone or id of who writes: `zapi:5511988887777`. */
const STREAM = /\bzapi:([^"'\\\s,}]*?)(.{0,4})(?=["'\\\s,}])/g;

/** bull-board made to live in the portal: nothing from other hosts, its own <base> allowed, streams without the phone. */
export function fitForPortal(_request: Request, response: Response, next: NextFunction): void {
  const policy = String(response.getHeader('Content-Security-Policy') ?? '');
  response.setHeader('Content-Security-Policy', policy.replace("base-uri 'none'", "base-uri 'self'"));
  const send = response.send.bind(response);
  response.send = (body) => send(typeof body === 'string' ? body.replace(FOREIGN_FONTS, '').replace(STREAM, (_all, _hidden, end: string) => `zapi:•••${end}`) : body);
  next();
}
