import type { House } from '../../src/wire.js';
import { escapeHtml, page } from '../page/html.js';

/** Asks for the second factor, after the password. */
export function codePage({ t, config }: Pick<House, 't' | 'config'>, message?: string): string {
  const say = (key: string) => escapeHtml(t(`portal:factor.${key}`));
  const alert = message === undefined ? '' : `<p class="alert" role="alert">${escapeHtml(message)}</p>`;
  return page(
    config.LOCALE,
    `${t('portal:factor.title')} · ${config.BRAND_NAME}`,
    `<p class="brand">${escapeHtml(config.BRAND_NAME)}</p>
<h1>${say('title')}</h1>
${alert}
<form method="post" action="/admin/login/code">
<label for="code">${say('code')}</label>
<input id="code" name="code" autocomplete="one-time-code" required maxlength="40" aria-describedby="hint" autofocus>
<button type="submit">${say('enter')}</button>
</form>
<p class="hint" id="hint">${say('hint')}</p>
<p class="hint"><a href="/admin/logout">${say('back')}</a></p>`,
  );
}
