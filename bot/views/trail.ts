import type { TrailRow } from '../../src/domain/history/trail.js';
import type { Translate } from '../../src/kit/i18n.js';
import { clockTime, plainWords, shorten } from './parts.js';

export interface TrailLook {
  t: Translate;
  now: Date;
  zone: string;
  locale: string;
  /** Names of the team by id, for owners. */
  agents: Map<number, string>;
  /** Labels of loss reasons and incident categories by code. */
  labels: Map<string, string>;
}

/** Where the words of an action's values are. What is not here is shown as it is stored. */
const CODES: Record<string, string> = { status_change: 'slack:status', priority_change: 'slack:priority', escalation: 'slack:level', incident: 'slack:severity', follow_up_ended: 'slack:trail.follow_up', conversation_opened: 'slack:status' };
/** Actions whose values say nothing to a reader beyond the action's own name. */
const SILENT = new Set(['note', 'patient', 'thread_moved', 'contacts_merged']);
/** What reactions and reopening give as their reason, as people read it. */
const WHYS: Record<string, string> = { 'contact wrote again': 'contact_wrote_again', 'a held reply was sent': 'held_reply_sent', 'a person reopened it': 'person_reopened' };

/** One row in words: when, who, what, old → new, why. */
export function trailLine(row: TrailRow, look: TrailLook): string {
  const { t, now, zone, locale } = look;
  const who = row.actor_kind === 'agent' || row.actor_kind === 'client' ? plainWords(row.actor_name) : t(`portal:codes.actor_kind.${row.actor_kind}`);
  const what = t(`portal:codes.action.${row.action}`);
  const change = SILENT.has(row.action) ? '' : [row.old_value, row.new_value].map((value) => valueWords(row, value, look)).join(' → ').replace(/^— → /, '');
  const why = whyOf(row, look);
  return `${clockTime(row.created_at, now, zone, locale)} · *${who}* · ${what}${change === '—' || change === '' ? '' : `: ${change}`}${why === '' ? '' : ` _(${why})_`}`;
}

function valueWords({ action }: TrailRow, value: string | null, { t, agents, zone, locale, now }: TrailLook): string {
  if (action === 'assignment') return value === null ? t('slack:card.nobody') : plainWords(agents.get(Number(value)) ?? `#${value}`);
  if (value === null) return '—';
  if (action === 'follow_up_planned') return clockTime(new Date(value), now, zone, locale);
  const group = CODES[action];
  return group === undefined || !/^\w+$/.test(value) ? plainWords(shorten(value, 120)) : t(`${group}.${value}`);
}

function whyOf({ detail }: TrailRow, { t, labels }: TrailLook): string {
  const given = typeof detail === 'string' ? (JSON.parse(detail) as Record<string, unknown>) : (detail ?? {});
  const words = ['category', 'reason', 'why'].flatMap((name) => {
    const value = given[name];
    if (typeof value !== 'string' || value === '') return [];
    const known = WHYS[value];
    return [known === undefined ? plainWords(shorten(labels.get(value) ?? value, 200)) : t(`slack:trail.why.${known}`)];
  });
  return words.join(' · ');
}
