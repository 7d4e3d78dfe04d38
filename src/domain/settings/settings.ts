import { select, type Sql } from '../../db/rows.js';

/** `22:00-07:00`: what the setting quiet_hours is, unless it is empty. */
export const QUIET_HOURS = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

/** Every setting with its default and its meaning; the portal shows the help, so docs and page cannot drift. */
export const SETTING_DEFAULTS = {
  /** `reply`: a thread reply goes to the customer; `explicit`: only `>>` or the Responder button does. */
  reply_mode: 'reply' as 'reply' | 'explicit',
  /** `owner`: only the owner's reply goes at once; `any`: every active agent's. */
  reply_guard: 'owner' as 'owner' | 'any',
  /** Seconds in which deleting or editing a reply stops or changes what is sent (0–30). */
  reply_undo_seconds: 0,
  /** Seconds for which the customer sees "digitando…" before a person's answer (0–3; 0: not at all). */
  typing_seconds: 2,
  /** A reply that waited longer than this many minutes for the gateway asks before it leaves. */
  stale_reply_minutes: 30,
  /** Hours after closing in which a new message reopens the conversation instead of opening another. */
  reopen_window_hours: 24,
  /** Messages that arrive late are sorted into posts at most this many seconds old. */
  resort_window_seconds: 120,
  /** Milliseconds to let a lost answer land before looking whether the thing was done. */
  landing_ms: 2000,
  /** Seconds to look for a WhatsApp send whose answer was lost before sending it again. */
  lost_send_seconds: 60,
  /** Business minutes after which a breach nobody acknowledges goes on to the next in line. */
  sla_ack_minutes: 10,
  /** Local hours such as 22:00-07:00 in which the clock sends nobody a direct message or call, urgent conversations excepted; empty: none. */
  quiet_hours: '' as string,
  /** Seconds between two looks whether a live board has changed (5–3600). */
  board_seconds: 20,
  /** Minutes after words of a person in which nothing automatic is said in the conversation. */
  automation_pause_minutes: 60,
  /** Outside hours the checklist is asked of the customer, question by question. */
  after_hours_triage: 'off' as 'off' | 'on',
  /** Minutes between two looks into open threads for replies whose events never came. */
  catch_up_minutes: 5,
  /** Business-time hour (0–23) of the daily reconciliation. */
  report_hour: 8,
  /** Weekday of the weekly quality report: 1 Monday to 7 Sunday (0: no report). */
  weekly_report_weekday: 1,
  /** Business-time hour (0–23) of the weekly quality report. */
  weekly_report_hour: 9,
  /** Minutes in which somebody must accept the hand-over of a shift; then it goes to the supervisors. */
  handover_minutes: 30,
  /** Hours from closing to the satisfaction survey, which then goes out within working hours; 0: at once, whatever the hour. */
  survey_delay_hours: 24,
  /** Days in which a contact gets one satisfaction survey at most (0: no limit). */
  survey_min_days: 30,
  /** Hours in which a score is taken as the answer to the survey. */
  survey_window_hours: 72,
  /** Minutes after a score in which a comment (or another score) belongs to it. */
  comment_window_minutes: 60,
  /** Minutes after closing in which a mere courtesy ("obrigada!") reopens nothing. */
  closing_grace_minutes: 720,
  /** Minutes without doing anything after which the portal asks to sign in again. */
  portal_idle_minutes: 480,
  /** Days for which the events of WhatsApp and Slack are kept as they came; at least as long as one may come again. */
  keep_webhooks_days: 90,
  /** Days for which the files of conversations are kept (0: for as long as the conversation). */
  keep_files_days: 0,
  /** Days from closing after which a conversation's contents are anonymised; its numbers stay (0: never). */
  keep_conversations_days: 1825,
  /** Days for which the audit trail is kept (0: for good). */
  keep_history_days: 0,
};

export type Settings = Readonly<typeof SETTING_DEFAULTS>;
export type SettingName = keyof Settings;

/** What a setting may be: one of these words, a text of this form, or a number within these bounds (a day's hour is a whole one). */
const ALLOWED: { [K in SettingName]: readonly Settings[K][] | RegExp | { min: number; max: number; whole?: true } } = {
  reply_mode: ['reply', 'explicit'],
  reply_guard: ['owner', 'any'],
  reply_undo_seconds: { min: 0, max: 30 },
  typing_seconds: { min: 0, max: 3, whole: true },
  stale_reply_minutes: { min: 0, max: 525_600 },
  reopen_window_hours: { min: 0, max: 87_600 },
  resort_window_seconds: { min: 0, max: 86_400 },
  landing_ms: { min: 0, max: 600_000 },
  lost_send_seconds: { min: 0, max: 86_400 },
  sla_ack_minutes: { min: 1, max: 10_000 },
  quiet_hours: QUIET_HOURS,
  board_seconds: { min: 5, max: 3600, whole: true },
  automation_pause_minutes: { min: 0, max: 10_080 },
  after_hours_triage: ['off', 'on'],
  catch_up_minutes: { min: 0, max: 525_600 },
  report_hour: { min: 0, max: 23, whole: true },
  weekly_report_weekday: { min: 0, max: 7, whole: true },
  weekly_report_hour: { min: 0, max: 23, whole: true },
  handover_minutes: { min: 1, max: 1440 },
  survey_delay_hours: { min: 0, max: 720 },
  survey_min_days: { min: 0, max: 3650 },
  survey_window_hours: { min: 1, max: 720 },
  comment_window_minutes: { min: 0, max: 10_080 },
  closing_grace_minutes: { min: 0, max: 10_080 },
  portal_idle_minutes: { min: 5, max: 1440, whole: true },
  keep_webhooks_days: { min: 8, max: 36_500, whole: true },
  keep_files_days: { min: 0, max: 36_500, whole: true },
  keep_conversations_days: { min: 0, max: 36_500, whole: true },
  keep_history_days: { min: 0, max: 36_500, whole: true },
};

/** What this setting may be: one of these words, a text of this form (or none), or a number within these bounds. */
export function settingRule(name: SettingName): readonly string[] | RegExp | { min: number; max: number; whole?: true } {
  return ALLOWED[name] as readonly string[] | RegExp | { min: number; max: number; whole?: true };
}

/** Reads a stored text as the setting it is: a number is brought within its bounds, what makes no sense is the default. */
export function parseSetting(name: SettingName, value: string): string | number {
  const allowed = ALLOWED[name];
  const fallback = SETTING_DEFAULTS[name];
  const text = value.trim();
  if (allowed instanceof RegExp) return allowed.test(text) ? text : fallback;
  if (!('min' in allowed)) return (allowed as readonly (string | number)[]).includes(text) ? text : fallback;
  const number = Number(text);
  if (text === '' || !Number.isFinite(number)) return fallback;
  return Math.min(allowed.max, Math.max(allowed.min, allowed.whole ? Math.trunc(number) : number));
}

/** Stored settings over the defaults. */
export async function loadSettings(sql: Sql): Promise<Settings> {
  const rows = await select<{ name: string; value: string }>(sql, 'SELECT name, value FROM settings');
  const stored = rows.filter((row): row is { name: SettingName; value: string } => Object.hasOwn(SETTING_DEFAULTS, row.name));
  return { ...SETTING_DEFAULTS, ...Object.fromEntries(stored.map((row) => [row.name, parseSetting(row.name, row.value)])) };
}

/**
 * Settings kept for `maxAgeMs` between reads, so that a message does not cost a query for them.
 * @param now milliseconds of a monotonic or wall clock
 */
export function cachedSettings(sql: Sql, now: () => number, maxAgeMs = 5000): { get(): Promise<Settings>; drop(): void } {
  let kept: { at: number; settings: Settings } | undefined;
  return {
    async get() {
      if (!kept || now() - kept.at >= maxAgeMs) kept = { at: now(), settings: await loadSettings(sql) };
      return kept.settings;
    },
    drop() {
      kept = undefined;
    },
  };
}
