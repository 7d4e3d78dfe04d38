import type { Email } from '../../src/domain/email/emails.js';
import { failureOf } from '../../src/domain/email/failures.js';
import { maskAddress } from '../../src/domain/email/read-address.js';
import type { Translate } from '../../src/kit/i18n.js';
import type { BotParts } from '../parts.js';
import { ACTIONS } from '../surface.js';
import { actions, button, clockTime, context, plainWords, section } from './parts.js';
import type { View } from './card.js';

/** Why an e-mail did not go, in the person's language, with the server's own words behind it, and whether it may have gone all the same. */
export function explainEmail({ error, handed_at: handed = null }: Pick<Email, 'error'> & Partial<Pick<Email, 'handed_at'>>, t: Translate): string {
  const words = (error ?? '').replace(/^[a-z_]+: /, '');
  const failure = failureOf(error);
  const doubt = handed !== null && failure !== 'unknown' ? ` ${t('mail:notice.doubt')}` : '';
  const why = `${t(`mail:why.${failure}`)}${doubt}`;
  return words === '' ? why : `${why} _(${plainWords(words.slice(0, 200)).replace(/[_*~`]/g, ' ')})_`;
}

/** What the thread says of an e-mail, from what is so now. The address is masked: everybody in the channel reads it. */
export function emailNotice(email: Email, now: Date, { t, zone, locale }: Pick<BotParts, 't' | 'zone' | 'locale'>): View {
  const vars = { who: plainWords(email.author_name), title: plainWords(email.title), address: plainWords(maskAddress(email.address)), time: email.sent_at ? clockTime(email.sent_at, now, zone, locale) : '' };
  const about = context(`${t('mail:preview.subject')} ${plainWords(email.subject)}${email.attach_pdf === 1 ? ` · 📎 ${t('mail:notice.with_pdf')}` : ''}`);
  if (email.state === 'failed') {
    const text = `${email.author_slack === null ? '' : `<@${email.author_slack}> `}${t(email.handed_at === null ? 'mail:notice.failed' : 'mail:notice.uncertain', { title: vars.title, address: vars.address, reason: explainEmail(email, t) })}`;
    return { text, blocks: [section(`⚠️ ${text}`), about, actions(button(t('mail:notice.again'), ACTIONS.emailAgain, String(email.id), 'primary'))] };
  }
  const text = email.state === 'sent' ? t('mail:notice.sent', vars) : t('mail:notice.queued', { who: vars.who, title: vars.title, address: vars.address });
  const doubt = email.state === 'sent' && email.repeated === 1 ? [context(`⚠️ ${t('mail:notice.repeated')}`)] : [];
  return { text, blocks: [section(`✉️ ${text}`), about, ...doubt] };
}
