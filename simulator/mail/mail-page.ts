import type { ParsedMail } from 'mailparser';

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const addresses = (mail: ParsedMail) => (Array.isArray(mail.to) ? mail.to : mail.to ? [mail.to] : []).map(({ text }) => text).join(', ');

const STYLE = `body{margin:0;padding:24px;background:#F4F7F9;color:#1A2B32;font:16px/1.5 system-ui,sans-serif}h1{margin:0 0 16px;font-size:22px}
article{max-width:680px;margin:0 0 28px;border:1px solid #DDE4E8;border-radius:10px;background:#fff;overflow:hidden}header{padding:14px 18px}h2{margin:0 0 4px;font-size:17px}
p{margin:0;color:#4A5860;font-size:14px}iframe{display:block;width:100%;height:640px;border:0;border-top:1px solid #DDE4E8}a{color:#1B6B5E}`;

function article(mail: ParsedMail, index: number): string {
  const files = mail.attachments.map(({ filename }, file) => `<a href="./${index}/files/${file}" target="_blank" rel="noopener">📎 ${escape(filename ?? 'anexo')}</a>`).join(' ');
  return `<article><header><h2>${escape(mail.subject ?? '')}</h2><p>De: ${escape(mail.from?.text ?? '')} · Para: ${escape(addresses(mail))}</p><p>${files}</p></header><iframe src="./${index}" title="${escape(mail.subject ?? 'E-mail')}" sandbox=""></iframe></article>`;
}

/** The mailbox: every e-mail that came, newest first. */
export function mailPage(mails: readonly ParsedMail[]): string {
  const list = mails.length === 0 ? '<p>Nenhum e-mail ainda. No Slack: /email #1 proposta. Um endereço que começa com ninguem@ é recusado.</p>' : mails.map(article).join('');
  return `<!doctype html><html lang="pt-BR"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="15"><title>Caixa de e-mail dos clientes (simulada)</title><link rel="icon" href="data:,"><style>${STYLE}</style></head><body><h1>Caixa de e-mail dos clientes (simulada)</h1>${list}</body></html>`;
}
