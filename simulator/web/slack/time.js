const clock = new Intl.DateTimeFormat('pt-BR', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('pt-BR', { weekday: 'long', day: 'numeric', month: 'long' });
const full = new Intl.DateTimeFormat('pt-BR', { dateStyle: 'long', timeStyle: 'medium' });

function dateOf(ts) {
  return new Date(Number(ts) * 1000);
}

/** "14:05" */
export function clockTime(ts) {
  return clock.format(dateOf(ts));
}

/** The date and time in full, for tooltips. */
export function fullTime(ts) {
  return full.format(dateOf(ts));
}

/** "Hoje", "Ontem" or the weekday and date. */
export function dayLabel(ts) {
  const date = dateOf(ts);
  const today = new Date();
  const yesterday = new Date(today.getTime() - 86_400_000);
  if (date.toDateString() === today.toDateString()) return 'Hoje';
  if (date.toDateString() === yesterday.toDateString()) return 'Ontem';
  return day.format(date).replace(/^./, (letter) => letter.toUpperCase());
}

/** Slack's `<!date^seconds^format|fallback>` in words. */
export function dateToken(seconds, format, fallback) {
  const ts = String(seconds);
  if (Number.isNaN(Number(ts))) return fallback;
  const short = new Intl.DateTimeFormat('pt-BR').format(dateOf(ts));
  return format
    .replaceAll('{time_secs}', new Intl.DateTimeFormat('pt-BR', { timeStyle: 'medium' }).format(dateOf(ts)))
    .replaceAll('{time}', clockTime(ts)).replaceAll('{ago}', `às ${clockTime(ts)}`)
    .replaceAll(/\{date(_short|_long)?_pretty\}/g, dayLabel(ts).toLowerCase()).replaceAll(/\{date[a-z_]*\}/g, short);
}
