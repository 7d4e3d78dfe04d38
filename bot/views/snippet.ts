import { hideInWords } from '../../src/kit/mask.js';
import type { Translate } from '../../src/kit/i18n.js';
import { whatsappToSlack } from '../../src/kit/text/whatsapp-to-slack.js';
import { kindName } from './content/kind-name.js';
import { shorten } from './parts.js';

/** Kinds whose words are an address or somebody's number. */
const PERSONAL = new Set(['location', 'contacts', 'payment']);

/** A message in one line of mrkdwn for cards and alerts: personal data hidden, which the thread shows as it was written. */
export function snippet(message: { kind: string | null; body: string | null }, t: Translate, max: number): string {
  const kind = message.kind ?? 'text';
  const body = PERSONAL.has(kind) ? '' : shorten(hideInWords((message.body ?? '').replace(/\s+/g, ' ').trim()), max);
  if (body === '') return `_${kindName(kind, t)}_`;
  return `${kind === 'text' ? '' : `${kindName(kind, t)} · `}${whatsappToSlack(body)}`;
}
