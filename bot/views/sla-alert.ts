import type { KnownBlock } from '@slack/web-api';
import type { Priority } from '../../src/domain/facts.js';
import type { LateClock } from '../../src/domain/sla/late-clocks.js';
import type { BotParts } from '../parts.js';
import { actButton, type ActName } from '../surface.js';
import type { View } from './card.js';
import { actions, button, clockTime, plainWords, section, shorten } from './parts.js';

export interface AlertSubject {
  id: number;
  name: string;
  priority: Priority;
  assignee: string | null;
  assigneeName: string | null;
  url: string | undefined;
  /** Clocks of which supervisors were told, in order; the running ones and those that stopped since. */
  clocks: LateClock[];
}

export type AlertLook = Pick<BotParts, 't' | 'zone' | 'locale'> & { now: Date };

const BUTTONS: ActName[] = ['look_after', 'take', 'assign', 'escalate', 'why'];

/** One conversation: what is late since when, who it is, and what can be done. */
export function alertView(subject: AlertSubject, summary: KnownBlock[], look: AlertLook): View {
  const { t } = look;
  const title = `${t('slack:sla.alert', { number: subject.id, name: plainWords(shorten(subject.name || t('slack:card.no_name'), 60)) })}${subject.url === undefined ? '' : ` · <${subject.url}|${t('slack:summons.open')}>`}`;
  const lines = subject.clocks.map((clock) => clockLine(clock, look));
  const isOver = subject.clocks.every((clock) => clock.stopped_at !== null);
  const taken = subject.clocks.find((clock) => clock.acknowledged_by !== null)?.acknowledged_by;
  const buttons = BUTTONS.filter((name) => (name !== 'take' || subject.assigneeName === null) && (name !== 'look_after' || taken === undefined));
  return {
    text: `${title}\n${lines.join('\n')}`,
    blocks: [
      section(`*${title}*\n${lines.join('\n')}${taken ? `\n👀 ${t('slack:sla.looked_after', { name: plainWords(taken) })}` : ''}`),
      ...summary,
      ...(isOver ? [] : [actions(...buttons.map((name, i) => button(t(`slack:act.${name}.label`), actButton(name), String(subject.id), i === 0 ? 'primary' : undefined)))]),
    ],
  };
}

/** Many at once: a line each, worst first. Slack takes 3,000 characters a section. */
export function digestView(subjects: AlertSubject[], look: AlertLook): View {
  const { t } = look;
  const worst = (subject: AlertSubject) => Math.max(0, ...subject.clocks.map((clock) => (clock.stopped_at !== null ? 0 : clock.breached_at !== null ? 2 : 1)));
  const sorted = [...subjects].sort((a, b) => worst(b) - worst(a));
  const lines = sorted.map((subject) => {
    const name = plainWords(shorten(subject.name || t('slack:card.no_name'), 40));
    const head = subject.url === undefined ? `#${subject.id} ${name}` : `<${subject.url}|#${subject.id} ${name}>`;
    return `${head} · ${subject.assigneeName === null ? t('slack:card.nobody') : plainWords(subject.assigneeName)} · ${subject.clocks.map((clock) => clockLine(clock, look)).join('; ')}`;
  });
  const title = `*${t('slack:sla.digest', { count: subjects.length })}*`;
  const blocks: KnownBlock[] = [section(title)];
  for (let from = 0; from < lines.length; from += 8) blocks.push(section(lines.slice(from, from + 8).join('\n')));
  return { text: title, blocks: blocks.slice(0, 50) };
}

/** "🔴 1ª resposta violada às 08:20 (meta: 30 min úteis)". Hours, not minutes left: those would be wrong a minute later. */
function clockLine(clock: LateClock, { t, now, zone, locale }: AlertLook): string {
  const kind = t(`slack:sla.kind.${clock.kind}`);
  const time = (instant: Date | null) => (instant === null ? '' : clockTime(instant, now, zone, locale));
  const vars = { kind, goal: clock.goal_minutes, due: time(clock.due_at), spent: Math.ceil(Number(clock.spent_minutes ?? 0)) };
  if (clock.stopped_at !== null) return `${clock.breached_at === null ? '✅' : '☑️'} ${t('slack:sla.over', vars)}`;
  return clock.breached_at !== null ? `🔴 ${t('slack:sla.breached', vars)}` : `🟠 ${t('slack:sla.at_risk', vars)}`;
}
