import type { KnownBlock } from '@slack/web-api';
import { select } from '../../src/db/rows.js';
import type { BotParts } from '../parts.js';
import { COMMANDS, actButton, type ActName } from '../surface.js';
import { button, plainWords, section, shorten } from '../views/parts.js';
import type { Person, Shown } from './act.js';

/** Slack shows 50 blocks at most; a person rarely has more open. */
const MAX = 15;

/** "Which conversation?": the person's own open ones, who waits longest first, then unowned ones; a button each. */
export async function conversationPicker(name: ActName, person: Person, parts: BotParts): Promise<Shown> {
  const rows = await select<{ id: number; name: string; status: string; mine: number }>(
    parts.source.manager,
    `SELECT c.id, p.name, c.status, c.assignee_id IS NOT NULL AS mine FROM conversations c JOIN contacts p ON p.id = c.contact_id
     WHERE c.open_contact_id IS NOT NULL AND (c.assignee_id = ? OR c.assignee_id IS NULL)
     ORDER BY mine DESC, c.waiting_since IS NULL, c.waiting_since LIMIT ${MAX}`,
    [person.id],
  );
  const { t } = parts;
  const command = (COMMANDS as Partial<Record<ActName, string>>)[name] ?? '';
  const text = t(rows.length === 0 ? 'slack:picker.none' : 'slack:picker.which', { command });
  const line = (row: (typeof rows)[number]): KnownBlock => ({
    type: 'section',
    text: { type: 'mrkdwn', text: `*#${row.id}* ${plainWords(shorten(row.name || t('slack:card.no_name'), 80))} · ${t(`slack:status.${row.status}`)}${row.mine ? '' : ` · _${t('slack:card.nobody')}_`}` },
    accessory: button(t(`slack:act.${name}.label`), actButton(name), String(row.id)),
  });
  return { text, blocks: [section(text), ...rows.map(line)] };
}
