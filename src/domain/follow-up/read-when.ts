import { DateTime, type DurationLike } from 'luxon';

/** A time people wrote, and what they wrote behind it. */
export interface When {
  at: Date;
  rest: string;
}

/** When a day is named without an hour: the morning, local hours. */
const MORNING = { hour: 9, minute: 0 };

const WEEKDAYS: Record<string, number> = {
  segunda: 1, seg: 1, monday: 1, mon: 1, terca: 2, ter: 2, tuesday: 2, tue: 2, quarta: 3, qua: 3, wednesday: 3, wed: 3, quinta: 4, qui: 4, thursday: 4, thu: 4,
  sexta: 5, sex: 5, friday: 5, fri: 5, sabado: 6, sab: 6, saturday: 6, sat: 6, domingo: 7, dom: 7, sunday: 7, sun: 7,
};

type Unit = 'minutes' | 'hours' | 'days' | 'weeks';

const UNITS: [RegExp, Unit][] = [
  [/^(?:m|min|mins|minutos?|minutes?)$/, 'minutes'], [/^(?:h|hs|hrs?|horas?|hours?)$/, 'hours'], [/^(?:d|dias?|days?)$/, 'days'], [/^(?:semanas?|weeks?)$/, 'weeks'],
];

const END = '(?![\\p{L}\\p{N}])';
const LEAD_IN = new RegExp(`^(?:em|daqui(?:\\s+a)?|in)\\s+`, 'u');
const HOURS_MINUTES = new RegExp(`^(\\d{1,2})h(\\d{2})${END}`, 'u');
const AMOUNT = new RegExp(`^(\\d{1,3}|uma?|an?)\\s*(\\p{L}+)\\.?${END}`, 'u');
const DAY_WORD = new RegExp(`^(?:(depois de amanha|day after tomorrow)|(amanha|tomorrow)|(hoje|today))${END}`, 'u');
const WEEKDAY = new RegExp(`^(?:(?:na|no|on|next|proxim[ao])\\s+)?(\\p{L}+?)(?:[- ]feira)?(?=[\\s,.]|$)`, 'u');
const DATE = new RegExp(`^(?:(?:dia|em|on)\\s+)?(?:(\\d{4})-(\\d{2})-(\\d{2})|(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d{2}))?)${END}`, 'u');
const CLOCK = new RegExp(`^(as?\\s+|at\\s+|@\\s*)?(?:(meio[- ]dia|noon)|(\\d{1,2})(?:(?:h|:)(\\d{2})|\\s*(h(?:s|oras?)?))?(?:\\s*(am|pm))?)${END}`, 'u');
const GAP = /^[\s,;:–-]+/;

/**
 * Reads the time at the start of what a person typed, in Portuguese or English, on the wall clock of `zone`:
 * `2h`, `em 30 min`, `1h30`, `in 2 days` (from now) · `amanhã 10h`, `hoje às 14:30`, `segunda 9h`, `monday 2pm`, `30/11 14:00`,
 * `2026-11-30` (a day without an hour: 9:00) · `às 10h`, `14:00` (today). A bare `10h` is ten hours from now.
 * Dates are day/month in both languages; a date without a year that is over this year is next year's; a weekday is the next
 * one after today. Whether it is past is for the caller to say.
 * @returns undefined when it does not begin with a time
 */
export function readWhen(text: string, now: Date, zone: string): When | undefined {
  const given = text.trim();
  const bare = folded(given);
  const here = DateTime.fromJSDate(now, { zone });
  const found = fromNow(bare, here) ?? onDay(bare, here) ?? today(bare, here);
  if (!found?.at.isValid) return undefined;
  return { at: found.at.toJSDate(), rest: given.slice(found.used).replace(GAP, '') };
}

interface Found {
  at: DateTime;
  /** How many characters said it. */
  used: number;
}

/** Lower case without accents, each character in its place, so that what is left can be cut from the original. */
function folded(text: string): string {
  return [...text].map((character) => {
    const plain = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    return plain.length === character.length ? plain : character;
  }).join('');
}

function fromNow(bare: string, here: DateTime): Found | undefined {
  const lead = LEAD_IN.exec(bare)?.[0].length ?? 0;
  const words = bare.slice(lead);
  const mixed = HOURS_MINUTES.exec(words);
  if (mixed && Number(mixed[2]) < 60) return { at: here.plus({ hours: Number(mixed[1]), minutes: Number(mixed[2]) }), used: lead + mixed[0].length };
  const amount = AMOUNT.exec(words);
  const unit = amount && UNITS.find(([pattern]) => pattern.test(amount[2] as string))?.[1];
  if (!amount || !unit) return undefined;
  const count = /^\d/.test(amount[1] as string) ? Number(amount[1]) : 1;
  return count === 0 ? undefined : { at: here.plus({ [unit]: count } as DurationLike), used: lead + amount[0].length };
}

function onDay(bare: string, here: DateTime): Found | undefined {
  const day = dayWord(bare, here) ?? date(bare, here) ?? weekday(bare, here);
  if (!day) return undefined;
  const gap = /^[\s,]*/.exec(bare.slice(day.used))?.[0].length ?? 0;
  const hour = clock(bare.slice(day.used + gap), 'after a day');
  const { hour: h, minute } = hour ?? MORNING;
  return { at: day.at.set({ hour: h, minute, second: 0, millisecond: 0 }), used: hour ? day.used + gap + hour.used : day.used };
}

function today(bare: string, here: DateTime): Found | undefined {
  const hour = clock(bare, 'alone');
  return hour && { at: here.set({ hour: hour.hour, minute: hour.minute, second: 0, millisecond: 0 }), used: hour.used };
}

function dayWord(bare: string, here: DateTime): Found | undefined {
  const found = DAY_WORD.exec(bare);
  return found ? { at: here.plus({ days: found[1] ? 2 : found[2] ? 1 : 0 }), used: found[0].length } : undefined;
}

function weekday(bare: string, here: DateTime): Found | undefined {
  const found = WEEKDAY.exec(bare);
  const wanted = found && WEEKDAYS[found[1] as string];
  return found && wanted ? { at: here.plus({ days: (wanted - here.weekday + 6) % 7 + 1 }), used: found[0].length } : undefined;
}

function date(bare: string, here: DateTime): Found | undefined {
  const found = DATE.exec(bare);
  if (!found) return undefined;
  const [whole, year, month, day, dd, mm, yy] = found;
  const { zone } = here;
  if (year !== undefined) return { at: DateTime.fromObject({ year: Number(year), month: Number(month), day: Number(day) }, { zone }), used: whole.length };
  const written = yy === undefined ? here.year : Number(yy) + (yy.length === 2 ? 2000 : 0);
  const at = DateTime.fromObject({ year: written, month: Number(mm), day: Number(dd) }, { zone });
  const isOver = yy === undefined && at.isValid && at < here.startOf('day');
  return { at: isOver ? DateTime.fromObject({ year: written + 1, month: Number(mm), day: Number(dd) }, { zone }) : at, used: whole.length };
}

/** An hour of the day. Alone it must look like one (`às 10`, `14:00`, `2pm`); after a day `10h` is one, and `10` with nothing behind it. */
function clock(bare: string, where: 'alone' | 'after a day'): { hour: number; minute: number; used: number } | undefined {
  const found = CLOCK.exec(bare);
  if (!found) return undefined;
  const [whole, lead, noon, hours, minutes, sign, half] = found;
  if (noon !== undefined) return { hour: 12, minute: 0, used: whole.length };
  const isMarked = lead !== undefined || minutes !== undefined || half !== undefined;
  if (where === 'alone' ? !isMarked : !isMarked && sign === undefined && bare.trim() !== hours) return undefined;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === 'pm' ? 12 : 0);
  const minute = Number(minutes ?? 0);
  if (hour > 23 || minute > 59 || (half !== undefined && (Number(hours) < 1 || Number(hours) > 12))) return undefined;
  return { hour, minute, used: whole.length };
}
