/** `2026-04-05T12:30:00.000Z` as `05/04/2026, 09:30` (São Paulo). */
export function momentIn(iso: string, locale: string, zone: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(iso));
}

/** The same in a list, where width is dear: `05/04/26 09:30`. */
export function shortMomentIn(iso: string, locale: string, zone: string): string {
  const options = { timeZone: zone, day: '2-digit', month: '2-digit', year: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false } as const;
  return new Intl.DateTimeFormat(locale, options).format(new Date(iso)).replace(',', '');
}

/** Milliseconds as `2 d 3 h`, `3 h 05 min` or `12 min`; undefined under a minute. */
export function durationOf(ms: number): string | undefined {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return undefined;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** The time of day alone: `09:30`. */
export function timeIn(iso: string, locale: string, zone: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(iso));
}

/** The day in words: `domingo, 5 de abril de 2026`. */
export function dayIn(iso: string, locale: string, zone: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'full' }).format(new Date(iso));
}
