import React, { type CSSProperties, type FC, type FormEvent } from 'react';
import type { Choice, Options, Wanted } from './report-shape';

interface ControlsProps {
  options: Options;
  wanted: Wanted;
  change: (change: Partial<Wanted>) => void;
}

const FIELD: CSSProperties = { display: 'block', width: '100%', boxSizing: 'border-box', minHeight: 40, marginTop: 4, padding: '6px 10px', border: '1px solid #8A979E', borderRadius: 8, background: '#FFFFFF', color: '#1A2B32', font: 'inherit' };
const PERIODS = ['today', '7_days', '30_days', 'month', 'custom'];

const moved = (iso: string, days: number): string => {
  const day = new Date(`${iso}T12:00:00Z`);
  if (Number.isNaN(day.getTime())) return '';
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
};

/** Which report, of which days, of whom. The last day is shown as people say it (included); the address has the day after. */
const ReportControls: FC<ControlsProps> = ({ options: { texts, reports, agents, priorities, levels, today }, wanted, change }) => {
  const select = (name: keyof Wanted, label: string | undefined, choices: Choice[], any?: string) => (
    <label>
      {label}
      <select style={FIELD} name={name} value={wanted[name]} onChange={(event) => change({ [name]: event.target.value })}>
        {any === undefined ? null : <option value="">{any}</option>}
        {choices.map(({ value, label: text }) => <option key={value} value={value}>{text}</option>)}
      </select>
    </label>
  );
  const choosePeriod = (event: FormEvent<HTMLSelectElement>) => {
    const period = event.currentTarget.value;
    change(period === 'custom' && wanted.from === '' ? { period, from: moved(today, -29), to: moved(today, 1) } : { period });
  };
  const day = (name: 'from' | 'to', shift: number) => (
    <label>
      {texts[name]}
      <input style={FIELD} type="date" name={name} required value={moved(wanted[name], shift)} onChange={(event) => event.target.value !== '' && change({ [name]: moved(event.target.value, -shift) })} />
    </label>
  );
  return (
    <form onSubmit={(event) => event.preventDefault()} style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(170px, 100%), 1fr))', gap: 12 }}>
      {select('report', texts['report'], reports)}
      <label>
        {texts['period']}
        <select style={FIELD} name="period" value={wanted.period} onChange={choosePeriod}>
          {PERIODS.map((period) => <option key={period} value={period}>{texts[period]}</option>)}
        </select>
      </label>
      {wanted.period === 'custom' ? <>{day('from', 0)}{day('to', -1)}</> : null}
      {select('agent', texts['agent'], agents, texts['any'])}
      {select('priority', texts['priority'], priorities, texts['any'])}
      {select('level', texts['level'], levels, texts['any_level'])}
    </form>
  );
};

export default ReportControls;
