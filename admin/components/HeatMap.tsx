import React, { type FC } from 'react';

interface HeatMapProps {
  label: string;
  /** ISO weekday (1 Monday) and hour with an amount. */
  cells: { weekday: number; hour: number; value: number }[];
  locale: string;
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** 2024-01-01 was a Monday. */
const weekdayText = (weekday: number, locale: string, width: 'short' | 'long') => new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday, 12)));

/** Amounts by weekday and hour: a table, each cell with its number, coloured by how much it is; the darkest leaves its number readable (contrast AA). */
const HeatMap: FC<HeatMapProps> = ({ label, cells, locale }) => {
  const amount = new Map(cells.map(({ weekday, hour, value }) => [`${weekday} ${hour}`, value]));
  const most = Math.max(1, ...amount.values());
  const style = (value: number) => {
    const share = value / most;
    return { padding: '6px 2px', textAlign: 'center', fontSize: 12, minWidth: 30, background: `rgb(27 107 94 / ${value === 0 ? 0 : 6 + 59 * share}%)`, color: '#1A2B32' } as const;
  };
  return (
    <div tabIndex={0} role="region" aria-label={label} style={{ overflowX: 'auto' }}>
      <table style={{ borderCollapse: 'separate', borderSpacing: 2, minWidth: '100%' }}>
        <caption style={{ textAlign: 'left', fontSize: 14, paddingBottom: 8 }}>{label}</caption>
        <thead>
          <tr><td />{HOURS.map((hour) => <th key={hour} scope="col" style={{ padding: '4px 0', fontSize: 12, fontWeight: 400, color: '#4A5860' }}>{hour}h</th>)}</tr>
        </thead>
        <tbody>
          {WEEKDAYS.map((weekday) => (
            <tr key={weekday}>
              <th scope="row" style={{ fontSize: 13, fontWeight: 600, textAlign: 'left', padding: '4px 8px 4px 0', position: 'sticky', left: 0, background: '#FFFFFF' }}>
                <abbr title={weekdayText(weekday, locale, 'long')} style={{ textDecoration: 'none' }}>{weekdayText(weekday, locale, 'short')}</abbr>
              </th>
              {HOURS.map((hour) => {
                const value = amount.get(`${weekday} ${hour}`) ?? 0;
                return <td key={hour} style={style(value)}>{value}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

export default HeatMap;
