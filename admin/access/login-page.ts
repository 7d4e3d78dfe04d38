import type { House } from '../../src/wire.js';
import { escapeHtml, page } from '../page/html.js';

export interface SignInState {
  /** What went wrong, already in the person's language. */
  message?: string;
  email?: string;
  /** Where to go after sign-in. */
  next: string;
}

/** The sign-in page: plain HTML, so that nothing but a style sheet is served to strangers. */
export function signInPage({ t, config }: Pick<House, 't' | 'config'>, { message, email = '', next }: SignInState): string {
  const say = (key: string) => escapeHtml(t(`portal:sign_in.${key}`));
  const alert = message === undefined ? '' : `<p class="alert" role="alert">${escapeHtml(message)}</p>`;
  return page(
    config.LOCALE,
    `${t('portal:sign_in.title')} · ${config.BRAND_NAME}`,
    `<p class="brand">${escapeHtml(config.BRAND_NAME)}</p>
<h1>${say('heading')}</h1>
${alert}
<form method="post" action="/admin/login">
<input type="hidden" name="next" value="${escapeHtml(next)}">
<label for="email">${say('email')}</label>
<input id="email" name="email" type="email" autocomplete="username" required maxlength="190" value="${escapeHtml(email)}"${email === '' ? ' autofocus' : ''}>
<label for="password">${say('password')}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${email === '' ? '' : ' autofocus'}>
<button type="submit">${say('enter')}</button>
</form>
${config.SLACK_CLIENT_ID === undefined ? '' : `<p class="or">${say('or')}</p>\n<a class="button" href="/admin/login/slack?next=${escapeHtml(encodeURIComponent(next))}">${say('with_slack')}</a>`}
<p class="hint">${say('hint')}</p>`,
  );
}
